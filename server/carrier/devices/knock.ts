import { connect } from 'node:net';

/** An application that does not even refuse within this time is taken to be alive, only slow. */
const PATIENCE_MS = 1000;

/** True unless nobody listens at the address of `url` any more (connection refused): its program is down, or restarting. */
export function isListening(url: string): Promise<boolean> {
  if (!URL.canParse(url)) return Promise.resolve(true);
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port) || (protocol === 'https:' ? 443 : 80), hostname.replace(/^\[|\]$/g, ''));
    const answer = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(PATIENCE_MS, () => answer(true));
    socket.once('connect', () => answer(true));
    socket.once('error', (error: NodeJS.ErrnoException) => answer(error.code !== 'ECONNREFUSED'));
  });
}
