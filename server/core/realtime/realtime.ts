import type { Room } from '../../../shared/rooms.js';

/** What features may do with sockets: ephemera down to rooms, and facts about who is connected. Durable things are events. */
export interface Realtime {
  /** Sends an ephemeral message (figures, typing) to everyone in the rooms; lost when nobody listens. Crosses nodes only with REDIS_URL. */
  emit(rooms: readonly Room[], channel: string, payload: unknown): void;
  /** Rooms of this node that have at least one socket, e.g. to compute figures only for watchers. */
  hasListeners(room: Room): boolean;
  /** Called after the first socket of an account's session connects and after its last one is gone (socket server's ping decides). */
  onLease(listener: LeaseListener): void;
  /** Handler for a client message that is ephemeral by nature (typing, viewing, tab leadership); may answer. */
  onMessage(name: string, handler: (peer: SocketPeer, payload: unknown) => Promise<unknown> | unknown): void;
  /** Ends the sockets of a session with a reason the client shows. */
  disconnectSession(sessionId: string, reason: string): void;
}
/** One connected browser tab. */
export interface SocketPeer {
  socketId: string;
  accountId: string;
  sessionId: string;
  /** Random id of the tab, made by the client, stable over reconnects. */
  tabId: string;
  /** True while it sits in the room: what it may hear of was checked when it came in. */
  isIn(room: Room): boolean;
  join(room: Room): void;
  leave(room: Room): void;
  emit(channel: string, payload: unknown): void;
}
export interface LeaseListener {
  /** A tab of the account connected. `tabs` = number of its sockets on this node now. */
  connected(peer: SocketPeer, tabs: number): Promise<void>;
  /** A tab went away (closed, or no pong for the ping timeout). */
  disconnected(peer: SocketPeer, tabs: number): Promise<void>;
}
