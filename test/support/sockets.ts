import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { EventMessage, EventType } from '../../shared/events/index.js';
import type { TestAccount } from './factories.js';

export interface TestSocket {
  socket: Socket;
  tabId: string;
  /** Durable events in the order they arrived. */
  events: EventMessage[];
  /** Everything else that arrived: channel and payload. */
  ephemera: { channel: string; payload: unknown }[];
  hello: { epoch: string; cursor: number; build: string; isResumed: boolean; rooms: string };
  /** The first event of a type that fits, already arrived or still to come. */
  next<T extends EventType>(
    type: T,
    fits?: (message: Extract<EventMessage, { type: T }>) => boolean,
  ): Promise<Extract<EventMessage, { type: T }>>;
  watch(room: string): Promise<boolean>;
  /** Resolves when all that the server has sent until now has arrived: an answer overtakes nothing on its connection. */
  heard(): Promise<void>;
  close(): void;
}
export interface SocketOptions {
  after?: number;
  epoch?: string;
  /** Key of the rooms it sat in last time, from `hello`. */
  rooms?: string;
  /** Rooms its views looked at. */
  watched?: string[];
  tabId?: string;
  /** API token instead of the session cookie. */
  token?: string;
  headers?: Record<string, string>;
}
/** Longer than any machine needs: only a failure takes it. */
const PATIENCE_MS = 20_000;

/** Connects a tab of the account and resolves when it is live. Rejects with the server's reason when it is refused. */
export async function openSocket(url: string, account: TestAccount, options: SocketOptions): Promise<TestSocket> {
  const tabId = options.tabId ?? randomUUID();
  const { after = null, epoch = null, rooms = null, watched = null } = options;
  const auth = { tabId, after, epoch, rooms, watched, ...(options.token ? { token: options.token } : {}) };
  const socket = io(url, {
    auth,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { ...(account.cookie ? { Cookie: account.cookie } : {}), ...options.headers },
  });
  const events: EventMessage[] = [];
  const ephemera: TestSocket['ephemera'] = [];
  const waiting = new Set<(message: EventMessage) => void>();
  let hello: TestSocket['hello'] | null = null;
  socket.on('hello', (payload: TestSocket['hello']) => {
    hello = payload;
  });
  socket.on('event', (message: EventMessage) => {
    events.push(message);
    for (const listener of waiting) listener(message);
  });
  socket.onAny((channel: string, payload: unknown) => {
    if (channel !== 'event') ephemera.push({ channel, payload });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('live', () => resolve());
    socket.once('connect_error', reject);
    socket.once('disconnect', (reason) => reject(new Error(`disconnected before it was live: ${reason}`)));
  });
  if (!hello) throw new Error('the server went live without hello');
  return {
    ...{ socket, tabId, events, ephemera, hello },
    next(type, fits = () => true) {
      type Message = Extract<EventMessage, { type: typeof type }>;
      const isIt = (message: EventMessage): message is Message => message.type === type && fits(message as Message);
      const already = events.find(isIt);
      if (already) return Promise.resolve(already as Message);
      return new Promise<Message>((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(new Error(`no ${type} within ${PATIENCE_MS} ms; heard: ${events.map((event) => event.type).join(', ') || 'nothing'}`)),
          PATIENCE_MS,
        );
        waiting.add((message) => {
          if (!isIt(message)) return;
          clearTimeout(timer);
          resolve(message);
        });
      });
    },
    watch: (room) => new Promise((resolve) => socket.emit('watch', room, resolve)),
    async heard() {
      // Asking for a room that there is none of changes nothing. Who is cut off hears no more.
      if (socket.connected)
        await socket
          .timeout(PATIENCE_MS)
          .emitWithAck('watch', '')
          .catch(() => undefined);
    },
    close: () => socket.disconnect(),
  };
}
