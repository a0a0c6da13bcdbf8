import type { Logger } from 'pino';
import type { ServerOptions } from 'socket.io';

/** The way of ephemera between several servers. */
export interface EphemeralBus {
  adapter: ServerOptions['adapter'];
  /** False while Redis is away: the adapter would then hold back what is said until it is too late to matter, also to sockets of this server. */
  isUp(): boolean;
  close(): Promise<void>;
}

/**
 * Connects Redis for ephemera (typing, viewing, figures). Durable events never pass through it. Throws at start when Redis cannot be reached; later
 * it reconnects by itself, and what was said meanwhile is lost, as ephemera may be.
 */
export async function connectRedis(url: string, log: Logger): Promise<EphemeralBus> {
  // Half a second of loading, only where it is wanted.
  const [{ createClient }, { createAdapter }] = await Promise.all([import('redis'), import('@socket.io/redis-streams-adapter')]);
  const client = createClient({ url, socket: { connectTimeout: 5000, reconnectStrategy: (tries) => Math.min(5000, 200 * 2 ** tries) } });
  let isConnected = false;
  await new Promise<void>((resolve, reject) => {
    client.on('error', (error: Error) => {
      if (isConnected) return log.warn({ reason: error.message }, 'Redis is away; figures and typing stay on each server');
      client.destroy();
      reject(new Error(`REDIS_URL: Redis cannot be reached (${error.message || 'no answer'}). Remove it, or start Redis.`));
    });
    client.connect().then(
      () => resolve(),
      () => undefined,
    );
  });
  isConnected = true;
  return {
    adapter: createAdapter(client, { streamName: 'ringback', maxLen: 10_000 }),
    isUp: () => client.isReady,
    close: async () => void client.destroy(),
  };
}
