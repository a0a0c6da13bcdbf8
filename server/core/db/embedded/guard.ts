import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from './embedded-error.js';
import { isServing, readPostmaster } from './postmaster.js';

/** How often the server's process is looked for: one read of `/proc`, so a second is cheap and a killed database is back before most retries give up. */
const LOOK_MS = 1000;

/** What a guard looks after. */
export interface Guarded {
  /** The cluster's folder (PGDATA). */
  cluster: string;
  /** Starts the server again where it was; rejects with the reason when it cannot. */
  relaunch: () => Promise<unknown>;
  /** Receives one line when the server died and one when it is back, or why it is not. */
  say: (line: string) => void;
}

/**
 * Looks after a running server until `stop()`: one that dies (killed, out of memory) is started again, every second until it succeeds.
 * `stop()` resolves when no start is under way any more, so that whoever ends the server afterwards has the last word.
 */
export function guardServer({ cluster, relaunch, say }: Guarded): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const isGone = () => {
    const claimed = readPostmaster(cluster);
    return !claimed || !isServing(claimed.pid);
  };
  const watch = async () => {
    let said = '';
    const tell = (line: string) => {
      if (line !== said) say(line);
      said = line;
    };
    while (!stopped.signal.aborted) {
      await sleep(LOOK_MS, undefined, { ref: false, signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted || !isGone()) continue;
      tell('The database ended unexpectedly; starting it again.');
      await relaunch().then(
        () => tell('The database is back.'),
        (error: unknown) => tell(`The database could not be started again (${reasonOf(error)}); trying on.`),
      );
    }
  };
  const watching = watch();
  return {
    stop: () => {
      stopped.abort();
      return watching;
    },
  };
}
