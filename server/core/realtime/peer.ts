import { createHash } from 'node:crypto';
import type { Socket } from 'socket.io';
import * as z from 'zod';
import type { Room } from '../../../shared/rooms.js';
import type { AgentActor } from '../context.js';
import type { SocketPeer } from './realtime.js';

/** More rooms than a tab can show: beyond it the handshake is refused. */
const MOST_WATCHED = 100;

/** What a tab says of itself when it connects. `rooms` is the key it was told last: with other rooms it must refetch, not replay. */
export const Handshake = z.object({
  tabId: z.string().min(8).max(64),
  after: z.number().int().nonnegative().nullish(),
  epoch: z.string().max(64).nullish(),
  rooms: z.string().max(64).nullish(),
  /** Rooms its views look at. Those it may watch are caught up and joined with the others: an open page misses nothing of a short break. */
  watched: z.array(z.string().max(200)).max(MOST_WATCHED).nullish(),
});
export type Handshake = z.infer<typeof Handshake>;

/** A connected tab as the socket server keeps it. `actor` follows changes of the account. */
export interface Peer {
  socket: Socket;
  actor: AgentActor;
  face: SocketPeer;
  /** Rooms it was put into, as opposed to those it asked to watch. */
  autoRooms: ReadonlySet<Room>;
  isLeased: boolean;
}

/** A peer that is in no room yet. */
export function makePeer(socket: Socket, actor: AgentActor, tabId: string): Peer {
  const face: SocketPeer = {
    socketId: socket.id,
    accountId: actor.id,
    sessionId: sessionKey(actor) ?? '',
    tabId,
    isIn: (name) => socket.rooms.has(name),
    join: (name) => void socket.join(name),
    leave: (name) => void socket.leave(name),
    emit: (channel, payload) => void socket.emit(channel, payload),
  };
  return { socket, actor, face, autoRooms: new Set(), isLeased: false };
}

/** What a socket's stay hangs on: its browser session, or the API token it came with. */
export function sessionKey(actor: AgentActor): string | null {
  return actor.sessionId ?? actor.tokenId ?? null;
}

/** A short name of a set of rooms: two equal ones are the same set. */
export function roomsKey(rooms: Iterable<Room>): string {
  return createHash('sha256')
    .update([...rooms].sort().join('\n'))
    .digest('base64url')
    .slice(0, 16);
}
