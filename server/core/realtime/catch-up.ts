import type { Socket } from 'socket.io';
import type { DataSource } from 'typeorm';
import type { Room } from '../../../shared/rooms.js';
import { readEvents, type Tail } from '../events/tail.js';

/** More missed events than this are not replayed one by one: the client refetches its open views. */
export const REPLAY_LIMIT = 500;

/**
 * Replays what a reconnecting socket missed and joins its rooms in the same turn in which nothing more is missing, so that no
 * event falls between replay and live and none overtakes another. False when there is too much to replay (then nothing was joined).
 */
export async function catchUp(from: {
  dataSource: DataSource;
  tail: Tail;
  socket: Socket;
  rooms: readonly Room[];
  after: number;
}): Promise<boolean> {
  let cursor = from.after;
  let sent = 0;
  for (;;) {
    const upTo = from.tail.cursor;
    if (cursor >= upTo) {
      // The in-memory adapter joins synchronously: between the comparison above and this line no event was delivered.
      void from.socket.join([...from.rooms]);
      return true;
    }
    const rows = await readEvents(from.dataSource, { after: cursor, upTo, limit: REPLAY_LIMIT - sent + 1, rooms: from.rooms });
    sent += rows.length;
    if (sent > REPLAY_LIMIT) return false;
    for (const row of rows) from.socket.emit('event', row.message);
    cursor = upTo;
  }
}
