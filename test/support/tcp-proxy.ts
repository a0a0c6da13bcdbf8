import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** A cable between the app and its database that can be pulled. */
export interface Cable {
  /** The database's URL through the cable. */
  url: string;
  /** Cuts every connection and refuses new ones. */
  pull(): Promise<void>;
  plugIn(): Promise<void>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Lays a cable to the server of `databaseUrl`. */
export async function layCable(databaseUrl: string): Promise<Cable> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  const make = () =>
    createServer((near) => {
      const far = dial(target);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
  let server = make();
  const port = await listen(server, 0);
  url.port = String(port);
  return {
    url: url.href,
    async pull() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async plugIn() {
      server = make();
      await listen(server, port);
    },
  };
}
