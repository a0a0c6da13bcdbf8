import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventMessage } from '../../../shared/events/index.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { TailRow } from '../events/tail.js';
import { fanOut } from './fan-out.js';

const http = createServer();
const server = new Server(http, { transports: ['websocket', 'polling'] });
const clients: Socket[] = [];
beforeAll(() => new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve)));
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await server.close();
});

/** A client in these rooms, and what it hears until an event numbered `last` has come. */
async function listen(
  transport: 'websocket' | 'polling',
  rooms: readonly Room[],
): Promise<{ until(last: number): Promise<EventMessage[]> }> {
  const joined = new Promise<void>((resolve) =>
    server.once('connection', (socket) => {
      void socket.join([...rooms]);
      resolve();
    }),
  );
  const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: [transport], forceNew: true });
  clients.push(client);
  const heard: EventMessage[] = [];
  client.on('event', (message: EventMessage) => heard.push(message));
  await joined;
  return {
    until: async (last) => {
      await expect.poll(() => heard.at(-1)?.seq).toBe(last);
      return heard;
    },
  };
}

function row(seq: number, name: string, rooms: Room[]): TailRow {
  const payload = { id: 'x', version: seq, name, isConfidential: false, isDemo: false };
  return { rooms, message: { seq, type: 'team.changed', at: '2026-01-01T00:00:00.000Z', opId: null, payload } };
}

it('tells each socket, in order, what its rooms hear, of every length, over a WebSocket as by polling', async () => {
  const [own, team] = [room.agent('a'), room.team('t')];
  const rows = [
    row(1, 'kurz', [team]),
    row(2, 'ä'.repeat(100), [own, team]),
    row(3, 'ä'.repeat(40_000), [team]),
    row(4, 'nur für dich', [own]),
    row(5, 'niemand', []),
    row(6, 'Ende', [own, team]),
  ];
  const [agent, poller, colleague] = [
    await listen('websocket', [own, team]),
    await listen('polling', [own, team]),
    await listen('websocket', [team]),
  ];
  fanOut(server.sockets, rows);
  const [all, some] = [
    [1, 2, 3, 4, 6],
    [1, 2, 3, 6],
  ].map((numbers) => rows.filter(({ message }) => numbers.includes(message.seq)));
  expect(await agent.until(6)).toEqual(all?.map((one) => one.message));
  expect(await poller.until(6)).toEqual(all?.map((one) => one.message));
  expect(await colleague.until(6)).toEqual(some?.map((one) => one.message));
});
