import type { IncomingMessage, Server } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Where browsers find the simulated phone, on our own origin; the simulator itself listens on loopback only. */
const OUTSIDE = '/carrier/device';
const INSIDE = '/device';
/** Headers that belong to the hop; the rest of the handshake is passed on as it is. */
const KEPT = ['upgrade', 'connection', 'sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol', 'sec-websocket-extensions'];

/** What the proxy asks at each connection. */
export interface DeviceProxyOptions {
  /** Origin of the simulator, or null while there is none (a real account is connected). */
  simulator: () => string | null;
  /** True for a page of our own. */
  isOwnOrigin: (request: IncomingMessage) => boolean;
}

function refuse(socket: Socket, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function handshake(request: IncomingMessage, target: URL): string {
  const kept = KEPT.flatMap((name) => (request.headers[name] === undefined ? [] : [`${name}: ${String(request.headers[name])}`]));
  return [`GET ${INSIDE} HTTP/1.1`, `Host: ${target.host}`, ...kept, '', ''].join('\r\n');
}

/**
 * Passes WebSocket connections of simulated browser phones on to the carrier simulator, byte for byte; who may phone is proved there, by the token.
 * Pages of other sites are refused. A connection ends on both sides together.
 */
export function proxyDevices(server: Server, options: DeviceProxyOptions): void {
  server.on('upgrade', (request: IncomingMessage, stream, head: Buffer) => {
    const socket = stream as Socket;
    if (new URL(request.url ?? '/', 'http://own').pathname !== OUTSIDE) return;
    socket.on('error', () => socket.destroy());
    const origin = options.simulator();
    if (!options.isOwnOrigin(request)) return refuse(socket, '403 Forbidden');
    if (origin === null) return refuse(socket, '503 Service Unavailable');
    const target = new URL(origin);
    const inside = connect(Number(target.port), target.hostname, () => {
      inside.write(handshake(request, target));
      inside.write(head);
      socket.pipe(inside).pipe(socket);
    });
    inside.setNoDelay(true);
    inside.on('error', () => (inside.bytesRead === 0 ? refuse(socket, '502 Bad Gateway') : socket.destroy()));
    inside.on('close', () => socket.destroy());
    socket.on('close', () => inside.destroy());
  });
}
