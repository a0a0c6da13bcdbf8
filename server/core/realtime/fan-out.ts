import type { Namespace, Socket } from 'socket.io';
import type { TailRow } from '../events/tail.js';

/** A text frame of the WebSocket protocol as a server sends it: final and unmasked. Source: RFC 6455 §5.2. */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headLength + length);
  frame[0] = 0x81;
  frame[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (headLength === 4) frame.writeUInt16BE(length, 2);
  if (headLength === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, headLength);
  return frame;
}

/** The rows (by place) that each socket hears. Whoever hears what few others do (an offer) comes first. */
function whoHears(rooms: ReadonlyMap<string, ReadonlySet<string>>, rows: readonly TailRow[]): Map<string, number[]> {
  const audiences = rows.map((row, place) => {
    const ids = new Set<string>();
    for (const name of row.rooms) for (const id of rooms.get(name) ?? []) ids.add(id);
    return { place, ids };
  });
  const heard = new Map<string, number[]>();
  for (const { place, ids } of audiences.sort((a, b) => a.ids.size - b.ids.size))
    for (const id of ids) {
      const places = heard.get(id);
      if (places) places.push(place);
      else heard.set(id, [place]);
    }
  return heard;
}

/**
 * Sends stamped events to the sockets that sit in their rooms, to each in order and everything it hears of them in one packet: a packet is a system
 * call, and to tell a team of many calls was most of the server's work. Each event is encoded once, and stays a message of its own to the client. A
 * frame made before goes the way Socket.IO's own adapter sends one of its broadcasts; sockets that poll are told event by event.
 */
export function fanOut({ adapter, sockets }: Namespace, rows: readonly TailRow[]): void {
  const frames: Buffer[] = [];
  const packets = new Map<string, Buffer>();
  // Engine.IO's message (4) that holds an event (2) of Socket.IO.
  const frameAt = (place: number) => (frames[place] ??= frameOf(`42${JSON.stringify(['event', rows[place]?.message])}`));
  const packetOf = (places: readonly number[]) => {
    const key = places.join();
    const known = packets.get(key);
    if (known) return known;
    const packet = places.length === 1 ? frameAt(places[0] ?? 0) : Buffer.concat(places.map(frameAt));
    packets.set(key, packet);
    return packet;
  };
  for (const [id, places] of whoHears(adapter.rooms, rows)) {
    const socket = sockets.get(id);
    if (!socket) continue;
    places.sort((a, b) => a - b);
    if (socket.conn.transport.name === 'websocket') sendFrames(socket, packetOf(places));
    else for (const place of places) socket.emit('event', rows[place]?.message);
  }
}

function sendFrames({ conn }: Socket, packet: Buffer): void {
  const options = { compress: false, wsPreEncodedFrame: [packet] };
  conn.write('', options);
}
