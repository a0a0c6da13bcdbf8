import { createServer } from 'node:net';
import { EmbeddedPostgresError } from './embedded-error.js';

/** True when a server can listen on this loopback port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The port to serve on: the configured one or an error; else the one used last; else a free one between 20000 and 29999, below the
 * range systems give to outgoing connections, so that it is likely to be free again after a restart.
 */
export async function pickPort(configured: number | undefined, last: number | undefined): Promise<number> {
  if (configured !== undefined) {
    if (await isFree(configured)) return configured;
    throw new EmbeddedPostgresError(
      `Port ${configured} on 127.0.0.1 is taken by another program, so the database cannot use it. Choose another, or none: then a free one is found.`,
    );
  }
  if (last !== undefined && (await isFree(last))) return last;
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
  throw new EmbeddedPostgresError('No free port was found on 127.0.0.1 for the database.');
}
