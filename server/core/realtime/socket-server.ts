import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { DataSource } from 'typeorm';
import { isGone } from '../../../shared/events/index.js';
import type { Room } from '../../../shared/rooms.js';
import type { AgentActor, Transaction } from '../context.js';
import { readHead, type Tail, type TailRow } from '../events/tail.js';
import type { WatchPolicy } from '../feature.js';
import type { Authenticate } from '../http/operations.js';
import { isOwnOrigin } from '../http/origin.js';
import { parseCookies } from '../http/request-facts.js';
import { catchUp } from './catch-up.js';
import { fanOut } from './fan-out.js';
import { Handshake, makePeer, type Peer, roomsKey, sessionKey } from './peer.js';
import type { LeaseListener, Realtime, SocketPeer } from './realtime.js';
import type { EphemeralBus } from './redis.js';

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
  /** Carries ephemera between several servers; without it, and while it is down, they stay on this node. */
  bus?: Pick<EphemeralBus, 'adapter' | 'isUp'>;
}

type MessageHandler = (peer: SocketPeer, payload: unknown) => Promise<unknown> | unknown;
const SWEEP_MS = 60_000;

/** Socket.IO as the product uses it: authenticate, join, catch up, then live. Durable events come from the tail; ephemera from `emit`. */
export class SocketServer implements Realtime {
  readonly io: Server;
  readonly #deps: SocketServerDeps;
  readonly #leases: LeaseListener[] = [];
  readonly #messages = new Map<string, MessageHandler>();
  readonly #admitted = new WeakMap<Socket, { actor: AgentActor; hello: Handshake }>();
  readonly #peers = new Map<string, Peer>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #sweep: NodeJS.Timeout;
  readonly #awaitsRenewal = new Set<string | null>();
  #renewal: Promise<void> = Promise.resolve();
  /** Grows with each loss of sight that was told: a permission looked up before is asked again. */
  #losses = 0;
  constructor(deps: SocketServerDeps) {
    this.#deps = deps;
    this.io = new Server(deps.http, {
      path: '/socket.io',
      serveClient: false,
      // Other upgrades on this server belong to others.
      destroyUpgrade: false,
      // Liveness is this ping alone: no client timers, which hidden tabs throttle.
      pingInterval: 5000,
      pingTimeout: 5000,
      maxHttpBufferSize: 100_000,
      transports: ['websocket', 'polling'],
      allowRequest: (request, done) => done(null, isOwnOrigin(request.headers.origin, request.headers.host, deps.publicUrl())),
      ...(deps.bus ? { adapter: deps.bus.adapter } : {}),
    });
    this.io.use((socket, next) => void this.#authenticate(socket, next));
    this.io.on('connection', (socket) => this.#connected(socket));
    this.#sweep = setInterval(() => void this.endExpired(), SWEEP_MS);
    this.#sweep.unref();
  }
  /**
   * Sends stamped events, in order, to the sockets of this node that sit in their rooms. No rooms: nobody. Whoever watches a thing that others lost sight
   * of is asked anew whether it may: what is said in the room of the thing itself knows no audience.
   */
  deliver(rows: readonly TailRow[]): void {
    fanOut(this.io.sockets, rows);
    for (const { message } of rows) {
      if (!isGone(message.payload)) continue;
      this.#losses += 1;
      const name = `${message.type.slice(0, message.type.indexOf('.'))}:${message.payload.id}`;
      if (this.io.sockets.adapter.rooms.has(name)) this.#renewal = this.#renewal.then(() => this.#sift(name));
    }
  }
  emit(rooms: readonly Room[], channel: string, payload: unknown): void {
    const sockets = this.#deps.bus?.isUp() === false ? this.io.local : this.io;
    if (rooms.length > 0) sockets.to([...rooms]).emit(channel, payload);
  }
  hasListeners(name: Room): boolean {
    // With several servers the listeners may sit on another one.
    return this.#deps.bus !== undefined || (this.io.sockets.adapter.rooms.get(name)?.size ?? 0) > 0;
  }
  onLease(listener: LeaseListener): void {
    this.#leases.push(listener);
  }
  onMessage(name: string, handler: MessageHandler): void {
    this.#messages.set(name, handler);
  }
  disconnectSession(sessionId: string, reason: string): void {
    for (const peer of [...this.#peers.values()]) if (sessionKey(peer.actor) === sessionId) this.#end(peer, reason);
  }
  /** What accounts may hear changed (teams, roles, queues): sockets whose rooms differ now get the new ones and refetch. One run after the other. */
  renewRooms(accountId: string | null): Promise<void> {
    // Many changes at once (a queue filled with members) need one look at everybody, not one each.
    if (this.#awaitsRenewal.has(accountId) || this.#awaitsRenewal.has(null)) return this.#renewal;
    this.#awaitsRenewal.add(accountId);
    this.#renewal = this.#renewal.then(async () => {
      this.#awaitsRenewal.delete(accountId);
      for (const peer of [...this.#peers.values()])
        if (accountId === null || peer.actor.id === accountId)
          await this.#recheck(peer).catch((error: unknown) => this.#refuse(peer, error));
    });
    return this.#renewal;
  }
  /** Resolves when all sockets sit in the rooms that follow from what was told until now. */
  settle(): Promise<void> {
    return this.#renewal;
  }
  /** Ends the sockets whose session has run out; an open tab alone does not keep a session alive. */
  async endExpired(): Promise<void> {
    for (const peer of [...this.#peers.values()]) {
      const actor = await this.#whoIs(peer.socket, true).catch(() => peer.actor);
      if (!actor) this.#end(peer, 'expired');
    }
  }
  /** Closes all sockets and waits until their leases have ended, and the server until its last connection has. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await this.io.close();
    await Promise.allSettled([...this.#leaving]);
  }
  async #whoIs(socket: Socket, isPassive: boolean): Promise<AgentActor | null> {
    const cookies = parseCookies(socket.handshake.headers.cookie);
    const token: unknown = (socket.handshake.auth as Record<string, unknown>)['token'];
    const bearer = typeof token === 'string' ? token : null;
    const actor = await this.#deps.authenticate({ cookie: (name) => cookies.get(name), bearer, ip: socket.handshake.address, isPassive });
    if (actor?.kind !== 'agent') return null;
    return actor.scopes === null || actor.scopes.includes('read') ? actor : null;
  }
  async #authenticate(socket: Socket, next: (error?: Error) => void): Promise<void> {
    try {
      const hello = Handshake.safeParse(socket.handshake.auth);
      if (!hello.success) return next(new Error('BAD_HANDSHAKE'));
      const actor = await this.#whoIs(socket, false);
      if (!actor) return next(new Error('NOT_SIGNED_IN'));
      this.#admitted.set(socket, { actor, hello: hello.data });
      next();
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'socket could not be authenticated');
      next(new Error('UNAVAILABLE'));
    }
  }
  #connected(socket: Socket): void {
    const admitted = this.#admitted.get(socket);
    if (!admitted) return void socket.disconnect(true);
    const peer = makePeer(socket, admitted.actor, admitted.hello.tabId);
    this.#peers.set(socket.id, peer);
    this.#listen(peer);
    const setUp = this.#setUp(peer, admitted.hello).catch((error: unknown) => this.#refuse(peer, error));
    socket.on('disconnect', () => {
      this.#peers.delete(socket.id);
      const left = this.#left(peer, setUp).finally(() => this.#leaving.delete(left));
      this.#leaving.add(left);
    });
  }
  #listen(peer: Peer): void {
    const { socket } = peer;
    socket.on('clock', (_ask: unknown, done: unknown) => {
      if (typeof done === 'function') (done as (answer: { now: number }) => void)({ now: this.#deps.now().getTime() });
    });
    socket.on('watch', (name: unknown, done: unknown) => void this.#watch(peer, name, done));
    socket.on('unwatch', (name: unknown) => {
      if (typeof name === 'string' && !peer.autoRooms.has(name as Room)) void socket.leave(name);
    });
    for (const [name, handler] of this.#messages)
      socket.on(name, (payload: unknown, done: unknown) => void this.#message(handler, { name, peer, payload, done }));
  }
  async #setUp(peer: Peer, hello: Handshake): Promise<void> {
    const { socket } = peer;
    const { dataSource, tail, build } = this.#deps;
    const own = await this.#deps.autoJoin(peer.actor);
    const key = roomsKey(own);
    const looksAt = hello.watched ?? [];
    const watched = await this.#watchable(peer.actor, looksAt);
    const rooms = [...own, ...watched];
    const after = watched.length < looksAt.length ? null : await this.#resumesAfter(hello, key);
    const { epoch } = await readHead(dataSource);
    socket.emit('hello', { epoch, cursor: after ?? tail.cursor, build, isResumed: after !== null, rooms: key });
    peer.autoRooms = new Set(own);
    if (after === null || !(await catchUp({ dataSource, tail, socket, rooms, after }))) {
      await socket.join(rooms);
      if (typeof hello.after === 'number') this.#resync(peer);
    }
    // What was taken away between the signing in above and the joining of the rooms was told to rooms this socket did not sit in yet.
    await this.#recheck(peer, true);
    if (!socket.connected) return;
    peer.isLeased = true;
    for (const lease of this.#leases) await lease.connected(peer.face, this.#tabsOf(peer.actor.id));
    // Only now: what a tab says of itself the moment it is live (its sound works) must find it written down.
    socket.emit('live', { cursor: tail.cursor });
  }
  /** The cursor from which this tab can be told what it missed; null when it must fetch anew. */
  async #resumesAfter(hello: Handshake, key: string): Promise<number | null> {
    if (typeof hello.after !== 'number') return null;
    const head = await readHead(this.#deps.dataSource);
    const isSame = hello.epoch === head.epoch && (hello.rooms ?? key) === key;
    return isSame && hello.after >= head.oldest - 1 && hello.after <= head.seq ? hello.after : null;
  }
  async #left(peer: Peer, setUp: Promise<void>): Promise<void> {
    await setUp;
    if (!peer.isLeased) return;
    for (const lease of this.#leases) {
      await lease
        .disconnected(peer.face, this.#tabsOf(peer.actor.id))
        .catch((error: unknown) => this.#deps.log.error({ err: error }, 'lease could not be ended'));
    }
  }
  #tabsOf(accountId: string): number {
    return [...this.#peers.values()].filter((peer) => peer.actor.id === accountId).length;
  }
  /** Asks anew who this is and what it may hear; leaves rooms it may not, joins new ones, and says so when something differs. */
  async #recheck(peer: Peer, isFirst = false): Promise<void> {
    const { socket } = peer;
    const actor = await this.#whoIs(socket, true);
    if (!actor) return this.#end(peer, 'revoked');
    peer.actor = actor;
    const rooms = new Set(await this.#deps.autoJoin(actor));
    const hasMoved = roomsKey(rooms) !== roomsKey(peer.autoRooms);
    if (!hasMoved && !isFirst) return;
    peer.autoRooms = rooms;
    for (const name of [...socket.rooms]) {
      if (name === socket.id || rooms.has(name as Room)) continue;
      if (!(await this.#mayWatch(actor, name))) await socket.leave(name);
    }
    await socket.join([...rooms]);
    if (hasMoved) this.#resync(peer);
  }
  /** Asks the watchers of one thing anew whether they may see it; those who may not leave its room. */
  async #sift(name: string): Promise<void> {
    for (const id of [...(this.io.sockets.adapter.rooms.get(name) ?? [])]) {
      const peer = this.#peers.get(id);
      if (peer && !(await this.#mayWatch(peer.actor, name))) await peer.socket.leave(name);
    }
  }
  #resync(peer: Peer): void {
    peer.socket.emit('resync', { cursor: this.#deps.tail.cursor, rooms: roomsKey(peer.autoRooms) });
  }
  async #mayWatch(actor: AgentActor, name: string): Promise<boolean> {
    const at = name.indexOf(':');
    const policy = this.#deps.watch.get(name.slice(0, at));
    if (at < 1 || name.length > 200 || !policy) return false;
    const check = this.#deps.transaction(actor, async (ctx) => policy(ctx, name.slice(at + 1)), { readOnly: true });
    // An id that is no id at all makes the database refuse: such a thing may not be watched either.
    return check.catch(() => false);
  }
  /** As `#mayWatch`, but asked again when meanwhile something went out of somebody's sight: the look at the database may be of before. */
  async #mayWatchStill(peer: Peer, name: string): Promise<boolean> {
    const before = this.#losses;
    const isAllowed = await this.#mayWatch(peer.actor, name);
    return isAllowed && before !== this.#losses ? this.#mayWatchStill(peer, name) : isAllowed;
  }
  async #watchable(actor: AgentActor, names: readonly string[]): Promise<Room[]> {
    const allowed = await Promise.all(names.map((name) => this.#mayWatch(actor, name)));
    return names.filter((_name, at) => allowed[at]) as Room[];
  }
  async #watch(peer: Peer, name: unknown, done: unknown): Promise<void> {
    const isAllowed = typeof name === 'string' && (await this.#mayWatchStill(peer, name));
    if (isAllowed && peer.socket.connected) await peer.socket.join(name);
    if (typeof done === 'function') (done as (ok: boolean) => void)(isAllowed);
  }
  async #message(handler: MessageHandler, ask: { name: string; peer: Peer; payload: unknown; done: unknown }): Promise<void> {
    const reply = typeof ask.done === 'function' ? (ask.done as (answer: unknown) => void) : () => undefined;
    try {
      reply((await handler(ask.peer.face, ask.payload)) ?? null);
    } catch (error) {
      this.#deps.log.debug({ err: error, name: ask.name }, 'socket message refused');
      reply({ error: true });
    }
  }
  #end(peer: Peer, reason: string): void {
    peer.socket.emit('signed-out', { reason });
    peer.socket.disconnect(true);
  }
  #refuse(peer: Peer, error: unknown): void {
    this.#deps.log.warn({ err: error }, 'socket could not be set up');
    peer.socket.disconnect(true);
  }
}
