import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const State = z.object({
  port: z.number(),
  accountSid: z.string(),
  authToken: z.string(),
  apiKeySid: z.string(),
  apiKeySecret: z.string(),
  controlSecret: z.string(),
});

/** The simulator of an installation as its state file tells: where it listens and its made-up credentials. */
export type SimulatorState = z.infer<typeof State> & { restBase: string };

/** Reads the state file in the data folder; null when no simulator was ever started there. */
export function readSimulatorState(dataDir: string): SimulatorState | null {
  try {
    const state = State.parse(JSON.parse(readFileSync(join(dataDir, 'carrier.json'), 'utf8')));
    return { ...state, restBase: `http://127.0.0.1:${state.port}` };
  } catch {
    return null;
  }
}
