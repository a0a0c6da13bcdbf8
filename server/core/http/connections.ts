import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What is connected to a server, so that it can end without waiting for those who have nothing to say. */
export interface Connections {
  /** Takes nobody in any more, lets running requests be answered for at most `patienceMs`, then cuts every connection. */
  end(patienceMs: number): Promise<void>;
}

/**
 * Watches a server's connections. Its own `close()` waits for each of them to end by itself: for sockets handed on by an upgrade, and for those a browser
 * opened in advance and never used, that is as long as the browser likes.
 */
export function watchConnections(server: Server): Connections {
  const sockets = new Set<Socket>();
  let running = 0;
  let onIdle: () => void = () => undefined;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (_request, response) => {
    running += 1;
    response.once('close', () => {
      running -= 1;
      if (running === 0) onIdle();
    });
  });
  return {
    async end(patienceMs) {
      server.close();
      // Whoever says goodbye on a connection does so now.
      await new Promise((resolve) => setImmediate(resolve));
      if (running > 0) {
        await new Promise<void>((resolve) => {
          onIdle = resolve;
          setTimeout(resolve, patienceMs).unref();
        });
      }
      for (const socket of sockets) socket.destroy();
    },
  };
}
