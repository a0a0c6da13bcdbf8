import { io, type Socket } from 'socket.io-client';
import { onScopeDispose, type Ref, toValue, watch } from 'vue';
import type { EventMessage } from '../../shared/events';
import type { Room } from '../../shared/rooms';
import { deliver, resync, setSync, sync, whenLive } from './sync';
import { serverNow, setServerTime } from './useTicker';

/** Id of this tab, the same over reconnects and reloads: the server tells tabs of one agent apart by it. */
export const tabId: string = sessionStorage.getItem('ringback.tab') ?? crypto.randomUUID();
sessionStorage.setItem('ringback.tab', tabId);

const SLOW_MS = 800;
const SHOW_RECONNECT_MS = 1500;
const OFFLINE_MS = 15_000;
/** Rooms that are caught up after a break, as many as the server takes. */
const MOST_WATCHED = 100;
let socket: Socket | null = null;
let lostAt: number | null = null;
let slowSince: number | null = null;
let timers: ReturnType<typeof setTimeout>[] = [];
const watched = new Map<Room, number>();
const ephemera = new Map<string, Set<(payload: unknown) => void>>();
/** Key of the rooms this tab sat in; with other ones the server asks for a refetch instead of replaying. */
let rooms: string | null = null;
let onKicked: (reason: string) => void = () => undefined;

interface Hello {
  epoch: string;
  cursor: number;
  build: string;
  isResumed: boolean;
  rooms: string;
}

/** Told when the server ended the session of this tab. */
export function whenKicked(listener: (reason: string) => void): void {
  onKicked = listener;
}

/** Opens the socket of a signed-in tab; calling it again does nothing. */
export function connect(): void {
  if (socket) return;
  socket = io({
    auth: (give) => give({ tabId, after: sync.cursor, epoch: sync.epoch, rooms, watched: [...watched.keys()].slice(-MOST_WATCHED) }),
    transports: ['websocket', 'polling'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
    randomizationFactor: 0.5,
  });
  socket.on('hello', greet);
  socket.on('event', (message: EventMessage) => deliver(message));
  socket.on('resync', (told: { cursor: number; rooms: string }) => {
    rooms = told.rooms;
    setSync({ cursor: told.cursor });
    void resync();
  });
  socket.on('live', () => becameLive());
  socket.on('signed-out', ({ reason }: { reason: string }) => onKicked(reason));
  socket.on('disconnect', (reason) => lost(reason));
  socket.on('connect_error', (error) => {
    if (error.message === 'NOT_SIGNED_IN') onKicked('expired');
    else lost(error.message);
  });
  socket.onAny((channel: string, payload: unknown) => {
    for (const listener of ephemera.get(channel) ?? []) listener(payload);
  });
  window.addEventListener('offline', () => setSync({ link: 'offline' }));
  window.addEventListener('online', () => socket?.connect());
  setInterval(() => void measure(), 5000);
}

/** Closes the socket (sign-out). */
export function disconnect(): void {
  socket?.disconnect();
  socket = null;
  clearTimers();
  rooms = null;
  setSync({ link: 'connecting', cursor: null, epoch: null });
}

/** Tries to reconnect now instead of waiting for the next attempt. */
export function retryNow(): void {
  socket?.connect();
}

function greet(hello: Hello): void {
  rooms = hello.rooms;
  const isNewBuild = sync.build !== null && sync.build !== hello.build;
  setSync({ epoch: hello.epoch, cursor: hello.cursor, build: sync.build ?? hello.build, hasNewBuild: sync.hasNewBuild || isNewBuild });
}
function becameLive(): void {
  lostAt = null;
  clearTimers();
  setSync({ link: 'live', asOf: serverNow() });
  for (const room of watched.keys()) socket?.emit('watch', room, () => undefined);
  void measure();
}
function lost(reason: string): void {
  if (lostAt !== null) return;
  lostAt = Date.now();
  timers.push(
    setTimeout(() => lostAt !== null && setSync({ link: navigator.onLine ? 'reconnecting' : 'offline' }), SHOW_RECONNECT_MS),
    setTimeout(() => lostAt !== null && setSync({ link: 'offline' }), OFFLINE_MS),
  );
  // Socket.IO does not come back by itself after the server closed the connection on purpose.
  if (reason === 'io server disconnect') timers.push(setTimeout(() => socket?.connect(), 500));
}
function clearTimers(): void {
  for (const timer of timers) clearTimeout(timer);
  timers = [];
}

/** Round trip and server clock, every five seconds. Slow for ten seconds is said; a fast answer takes it back. */
async function measure(): Promise<void> {
  if (!socket?.connected) return;
  const sent = Date.now();
  const answer = await ask<{ now: number }>('clock', null, 5000);
  const took = Date.now() - sent;
  if (answer) setServerTime(answer.now + took / 2);
  const isSlow = answer === null || took > SLOW_MS;
  slowSince = isSlow ? (slowSince ?? sent) : null;
  if (sync.link === 'live' && slowSince !== null && Date.now() - slowSince >= 10_000) setSync({ link: 'slow' });
  if (sync.link === 'slow' && !isSlow) setSync({ link: 'live' });
}

/** Sends an ephemeral message and resolves with its answer, or null when there is none in time. */
export function ask<T>(name: string, payload: unknown, timeoutMs = 3000): Promise<T | null> {
  return new Promise((resolve) => {
    if (!socket?.connected) return resolve(null);
    socket.timeout(timeoutMs).emit(name, payload, (error: unknown, answer: T) => resolve(error ? null : answer));
  });
}
/** Listens to an ephemeral channel (figures, typing). Returns the way to stop. */
export function onEphemeral<T>(channel: string, listener: (payload: T) => void): () => void {
  const set = ephemera.get(channel) ?? new Set();
  ephemera.set(channel, set);
  set.add(listener as (payload: unknown) => void);
  return () => void set.delete(listener as (payload: unknown) => void);
}

/** Sits in a room while the component lives, over reconnects. Join first, then GET: then nothing falls between. Resolves when joined. */
export async function joinRoom(room: Room): Promise<boolean> {
  watched.set(room, (watched.get(room) ?? 0) + 1);
  return (await ask<boolean>('watch', room)) === true;
}
/** Leaves a room joined before. */
export function leaveRoom(room: Room): void {
  const count = (watched.get(room) ?? 1) - 1;
  if (count > 0) return void watched.set(room, count);
  watched.delete(room);
  socket?.emit('unwatch', room);
}
/** Follows a changing room: joins, calls `fetch`, leaves when it changes or the component goes. */
export function useRoom(room: Ref<Room | null> | (() => Room | null), fetch: () => void | Promise<void>): void {
  let held: Room | null = null;
  const stop = watch(
    () => toValue(room),
    async (next) => {
      if (held) leaveRoom(held);
      held = next;
      if (!next) return;
      const isEarly = !(await joinRoom(next)) && sync.link === 'connecting';
      if (held === next) await fetch();
      // A page that is painted before its socket stands: what happened between is in this answer.
      if (isEarly) void whenLive().then(() => (held === next ? fetch() : undefined));
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    if (held) leaveRoom(held);
  });
}
