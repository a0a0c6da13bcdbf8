import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { DataSource } from 'typeorm';
import * as z from 'zod';
import { type Room, room } from '../../../shared/rooms.js';
import type { AgentActor, Transaction } from '../context.js';
import { readHead, type Tail, type TailRow } from '../events/tail.js';
import type { WatchPolicy } from '../feature.js';
import type { Authenticate } from '../http/operations.js';
import { isOwnOrigin } from '../http/origin.js';
import { parseCookies } from '../http/request-facts.js';
import { catchUp } from './catch-up.js';
import type { LeaseListener, Realtime, SocketPeer } from './realtime.js';

export interface SocketServerDeps {
  http: HttpServer;
  log: Logger;
  dataSource: DataSource;
  transaction: Transaction;
  authenticate: Authenticate;
  publicUrl: () => string | undefined;
  tail: Tail;
  now: () => Date;
  watch: ReadonlyMap<string, WatchPolicy>;
  autoJoin: (actor: AgentActor) => Promise<readonly Room[]>;
  /** Changes with each start and build: an old tab learns that the server is new. */
  build: string;
}

const Handshake = z.object({
  tabId: z.string().min(8).max(64),
  after: z.number().int().nonnegative().nullish(),
  epoch: z.string().max(64).nullish(),
});
interface Peer {
  actor: AgentActor;
  peer: SocketPeer;
}

/** Socket.IO as the product uses it: authenticate, join, catch up, then live. Durable events come from the tail; ephemera from `emit`. */
export class SocketServer implements Realtime {
  readonly io: Server;
  readonly #deps: SocketServerDeps;
  readonly #leases: LeaseListener[] = [];
  readonly #messages = new Map<string, (peer: SocketPeer, payload: unknown) => Promise<unknown> | unknown>();
  readonly #peers = new Map<string, Peer>();
  constructor(deps: SocketServerDeps) {
    this.#deps = deps;
    this.io = new Server(deps.http, {
      path: '/socket.io',
      serveClient: false,
      // Liveness is this ping alone: no client timers, which hidden tabs throttle.
      pingInterval: 5000,
      pingTimeout: 5000,
      maxHttpBufferSize: 100_000,
      transports: ['websocket', 'polling'],
      allowRequest: (request, done) => done(null, isOwnOrigin(request.headers.origin, request.headers.host, deps.publicUrl())),
    });
    this.io.use((socket, next) => void this.#authenticate(socket, next));
    this.io.on('connection', (socket) => void this.#connected(socket).catch((error: unknown) => this.#refuse(socket, error)));
  }
  /** Sends a stamped event to the sockets of this node that sit in its rooms. */
  deliver(row: TailRow): void {
    this.io.local.to(row.rooms).emit('event', row.message);
  }
  emit(rooms: readonly Room[], channel: string, payload: unknown): void {
    this.io.to([...rooms]).emit(channel, payload);
  }
  hasListeners(name: Room): boolean {
    return (this.io.sockets.adapter.rooms.get(name)?.size ?? 0) > 0;
  }
  onLease(listener: LeaseListener): void {
    this.#leases.push(listener);
  }
  onMessage(name: string, handler: (peer: SocketPeer, payload: unknown) => Promise<unknown> | unknown): void {
    this.#messages.set(name, handler);
  }
  disconnectSession(sessionId: string, reason: string): void {
    this.io.local.to(room.session(sessionId)).emit('signed-out', { reason });
    this.io.local.in(room.session(sessionId)).disconnectSockets(true);
  }
  /** What an account may hear changed (teams, roles): its sockets get new rooms and refetch. */
  async rejoin(accountId: string): Promise<void> {
    for (const socket of this.io.sockets.sockets.values()) {
      const held = this.#peers.get(socket.id);
      if (held?.actor.id !== accountId) continue;
      const actor = await this.#whoIs(socket);
      if (!actor) socket.disconnect(true);
      else await this.#moveRooms(socket, actor);
    }
  }
  async close(): Promise<void> {
    await this.io.close();
  }
  async #whoIs(socket: Socket): Promise<AgentActor | null> {
    const cookies = parseCookies(socket.handshake.headers.cookie);
    const token: unknown = (socket.handshake.auth as Record<string, unknown>)['token'];
    const bearer = typeof token === 'string' ? token : null;
    const actor = await this.#deps.authenticate({ cookie: (name) => cookies.get(name), bearer, ip: socket.handshake.address });
    return actor?.kind === 'agent' ? actor : null;
  }
  async #authenticate(socket: Socket, next: (error?: Error) => void): Promise<void> {
    try {
      const hello = Handshake.safeParse(socket.handshake.auth);
      if (!hello.success) return next(new Error('BAD_HANDSHAKE'));
      const actor = await this.#whoIs(socket);
      if (!actor) return next(new Error('NOT_SIGNED_IN'));
      this.#peers.set(socket.id, { actor, peer: this.#peerOf(socket, actor, hello.data.tabId) });
      next();
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'socket could not be authenticated');
      next(new Error('UNAVAILABLE'));
    }
  }
  #peerOf(socket: Socket, actor: AgentActor, tabId: string): SocketPeer {
    return {
      socketId: socket.id,
      accountId: actor.id,
      sessionId: actor.sessionId ?? '',
      tabId,
      join: (name) => void socket.join(name),
      leave: (name) => void socket.leave(name),
      emit: (channel, payload) => void socket.emit(channel, payload),
    };
  }
  async #connected(socket: Socket): Promise<void> {
    const held = this.#peers.get(socket.id);
    if (!held) return;
    const { actor, peer } = held;
    socket.on('disconnect', () => void this.#disconnected(peer));
    socket.on('clock', (_ask: unknown, done: unknown) => {
      if (typeof done === 'function') (done as (answer: { now: number }) => void)({ now: this.#deps.now().getTime() });
    });
    socket.on('watch', (name: unknown, done: unknown) => void this.#watch(socket, actor, { name, done }));
    socket.on('unwatch', (name: unknown) => {
      if (typeof name === 'string' && !isOwnRoom(name, actor)) void socket.leave(name);
    });
    for (const name of this.#messages.keys())
      socket.on(name, (payload: unknown, done: unknown) => void this.#message(name, peer, { payload, done }));
    const rooms = [...(await this.#deps.autoJoin(actor))];
    const hello = Handshake.parse(socket.handshake.auth);
    const head = await readHead(this.#deps.dataSource);
    const isKnown =
      hello.epoch === head.epoch && typeof hello.after === 'number' && hello.after >= head.oldest - 1 && hello.after <= head.seq;
    socket.emit('hello', {
      epoch: head.epoch,
      cursor: isKnown ? hello.after : this.#deps.tail.cursor,
      build: this.#deps.build,
      isResumed: isKnown,
    });
    const isCaughtUp =
      isKnown && (await catchUp({ dataSource: this.#deps.dataSource, tail: this.#deps.tail, socket, rooms, after: hello.after ?? 0 }));
    if (!isCaughtUp) {
      await socket.join(rooms);
      if (isKnown || hello.after !== undefined) socket.emit('resync', { cursor: this.#deps.tail.cursor });
    }
    socket.emit('live', { cursor: this.#deps.tail.cursor });
    for (const lease of this.#leases) await lease.connected(peer, this.#tabsOf(actor.id));
  }
  async #disconnected(peer: SocketPeer): Promise<void> {
    this.#peers.delete(peer.socketId);
    for (const lease of this.#leases) {
      await lease
        .disconnected(peer, this.#tabsOf(peer.accountId))
        .catch((error: unknown) => this.#deps.log.error({ err: error }, 'lease could not be ended'));
    }
  }
  #tabsOf(accountId: string): number {
    let tabs = 0;
    for (const { actor } of this.#peers.values()) if (actor.id === accountId) tabs++;
    return tabs;
  }
  async #moveRooms(socket: Socket, actor: AgentActor): Promise<void> {
    const held = this.#peers.get(socket.id);
    if (held) this.#peers.set(socket.id, { ...held, actor });
    const rooms = new Set<string>(await this.#deps.autoJoin(actor));
    for (const name of socket.rooms) if (name !== socket.id && !rooms.has(name)) await socket.leave(name);
    await socket.join([...rooms]);
    socket.emit('resync', { cursor: this.#deps.tail.cursor });
  }
  async #watch(socket: Socket, actor: AgentActor, ask: { name: unknown; done: unknown }): Promise<void> {
    const reply = typeof ask.done === 'function' ? (ask.done as (ok: boolean) => void) : () => undefined;
    if (typeof ask.name !== 'string' || ask.name.length > 200) return reply(false);
    const [kind, id] = [ask.name.slice(0, ask.name.indexOf(':')), ask.name.slice(ask.name.indexOf(':') + 1)];
    const policy = this.#deps.watch.get(kind);
    const isAllowed =
      policy !== undefined && (await this.#deps.transaction(actor, async (ctx) => policy(ctx, id), { readOnly: true }).catch(() => false));
    if (isAllowed && socket.connected) await socket.join(ask.name);
    reply(isAllowed);
  }
  async #message(name: string, peer: SocketPeer, ask: { payload: unknown; done: unknown }): Promise<void> {
    const reply = typeof ask.done === 'function' ? (ask.done as (answer: unknown) => void) : () => undefined;
    try {
      reply((await this.#messages.get(name)?.(peer, ask.payload)) ?? null);
    } catch (error) {
      this.#deps.log.debug({ err: error, name }, 'socket message refused');
      reply({ error: true });
    }
  }
  #refuse(socket: Socket, error: unknown): void {
    this.#deps.log.warn({ err: error }, 'socket could not be set up');
    socket.disconnect(true);
  }
}

function isOwnRoom(name: string, actor: AgentActor): boolean {
  return name === room.agent(actor.id) || name === `session:${actor.sessionId}`;
}
