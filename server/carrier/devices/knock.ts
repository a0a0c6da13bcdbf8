import { connect } from 'node:net';

/** An application that does not even refuse within this time is taken to be alive, only slow. */
const PATIENCE_MS = 1000;
/** A program that is being killed may still take a connection that nobody serves any more: it breaks at once, a living one keeps it open. */
const HOLDS_MS = 250;
const GONE: readonly (string | undefined)[] = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/** True unless nobody listens at the address of `url` any more: its program is down, going down, or restarting. */
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
    socket.once('connect', () => socket.setTimeout(HOLDS_MS));
    socket.once('end', () => answer(false));
    socket.once('error', (error: NodeJS.ErrnoException) => answer(!GONE.includes(error.code)));
    socket.resume();
  });
}
