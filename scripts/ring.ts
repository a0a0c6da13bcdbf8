import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ringOnce } from '../server/features/telephony/simulator-ringer.js';
import { withInstallation } from './support/installation.js';
import { parseRing, RING_USAGE, type RingOptions } from './support/ring-options.js';
import { readSimulatorState, type SimulatorState } from './support/simulator-state.js';

/** Throws when a real account is connected: made-up callers have no business there. */
async function refuseReal(url: string, env: string | undefined): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ kind: string }>("SELECT kind FROM telephony WHERE kind = 'twilio'").catch(() => ({ rows: [] }));
    if (env || rows.length > 0) throw new Error('A real account is connected; the simulator is out of reach.');
  } finally {
    await client.end();
  }
}

async function ring(state: SimulatorState, options: RingOptions): Promise<void> {
  const started = Date.now();
  for (let made = 0; made < options.count; made++) {
    // Against the start, so that slow answers do not slow the rate down.
    await sleep(Math.max(0, started + (made * 1000) / options.perSecond - Date.now()));
    await ringOnce(state, options);
  }
  const calls = options.count === 1 ? 'One call is' : `${options.count} calls are`;
  console.log(`${calls} ringing (${((Date.now() - started) / 1000).toFixed(1)} s).`);
}

// `npm run ring -- --from +49… --count 20 --rate 2/s`: makes phones ring in a running installation that uses the carrier simulator.
let options: RingOptions | null = null;
try {
  options = parseRing(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${RING_USAGE}`);
  process.exitCode = 2;
}
if (options) {
  const wanted = options;
  await withInstallation(async ({ config, database }) => {
    await refuseReal(database.url, config.TWILIO_ACCOUNT_SID);
    const state = readSimulatorState(config.RINGBACK_DATA);
    if (!state) throw new Error('No simulator was ever started in this data folder. Start Ringback first: npm start.');
    await ring(state, wanted).catch((error: unknown) => {
      const isAway = error instanceof TypeError;
      throw isAway ? new Error('The simulator does not answer. Is Ringback running? Start it with npm start.') : error;
    });
  });
}
