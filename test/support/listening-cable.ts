import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';

/** A cable that listens: at words of the client it can stop, or wait before it passes them on. */
export interface ListeningCable {
  port: number;
  /** What happens at the next words that match, once: `hold` keeps them for ever, a function is awaited first. Resolves when they came. */
  at(words: RegExp, then: 'hold' | (() => Promise<void>)): Promise<void>;
  close(): Promise<void>;
}

/** Lays a cable to a port of this machine. */
export async function layListeningCable(target: number): Promise<ListeningCable> {
  const sockets = new Set<Socket>();
  let trap: { words: RegExp; then: 'hold' | (() => Promise<void>); sprung: () => void } | null = null;
  const server = createServer((near) => {
    const far = dial(target, '127.0.0.1');
    let turn: Promise<unknown> = Promise.resolve();
    near.on('data', (data: Buffer) => {
      const sprung = trap?.words.test(data.toString('latin1')) ? trap : null;
      if (sprung) trap = null;
      turn = turn.then(async () => {
        sprung?.sprung();
        if (sprung?.then === 'hold') await new Promise(() => undefined);
        else await sprung?.then();
        far.write(data);
      });
    });
    far.pipe(near);
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
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    at: (words, then) =>
      new Promise((resolve) => {
        trap = { words, then, sprung: resolve };
      }),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
