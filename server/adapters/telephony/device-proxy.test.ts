import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { proxyDevices } from './device-proxy.js';

const servers: Server[] = [];
async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
/** A carrier that says everything back, and our server before it. */
async function chain(target?: string | null) {
  const carrier = createServer();
  new WebSocketServer({ server: carrier, path: '/device' }).on('connection', (socket) =>
    socket.on('message', (data) => socket.send(`heard ${String(data)}`)),
  );
  const inside = await listening(carrier);
  const own = createServer();
  proxyDevices(own, {
    simulator: () => (target === undefined ? inside : target),
    isOwnOrigin: (request) => request.headers.origin !== 'https://evil.example',
  });
  return { url: (await listening(own)).replace('http', 'ws') };
}
const open = (url: string, headers = {}) =>
  new Promise<WebSocket>((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

describe('the device proxy', () => {
  it('passes messages both ways and ends both ends together', async () => {
    const { url } = await chain();
    const socket = await open(`${url}/carrier/device`);
    const heard = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    socket.send('hallo');
    expect(await heard).toBe('heard hallo');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    servers[0]?.closeAllConnections();
    socket.close();
    await closed;
  });
  it('refuses pages of other sites', async () => {
    const { url } = await chain();
    await expect(open(`${url}/carrier/device`, { Origin: 'https://evil.example' })).rejects.toThrow('403');
  });
  it('says when there is no simulator, or none answers', async () => {
    await expect(open(`${(await chain(null)).url}/carrier/device`)).rejects.toThrow('503');
    await expect(open(`${(await chain('http://127.0.0.1:1')).url}/carrier/device`)).rejects.toThrow('502');
  });
});
