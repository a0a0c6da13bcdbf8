import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../server/carrier/random.js';
import { ringOnce } from '../server/features/telephony/simulator-ringer.js';
import { listDispositions, listPauseReasons } from '../shared/contract/queues.js';
import { build } from './support/build.js';
import { Colleague } from './support/demo/colleague.js';
import { callersOfDay, DAY_STARTS_AT } from './support/demo/day.js';
import { furnish } from './support/demo/house.js';
import { type DemoLogin, demoLogins } from './support/demo/logins.js';
import { DEMO_USAGE, type DemoOptions, parseDemo } from './support/demo/options.js';
import { type DemoServer, startDemoServer } from './support/demo/server.js';
import { colleagueNames } from './support/demo/texts.js';
import { Session } from './support/session.js';
import { readSimulatorState } from './support/simulator-state.js';

/** A person must be able to answer: however fast the day, nobody gives up or has said everything sooner. */
const SHORTEST = { patienceSeconds: 25, talkSeconds: 8 };

function introduce(url: string, people: readonly DemoLogin[], options: DemoOptions): void {
  const width = Math.max(...people.map(({ email }) => email.length));
  console.log(`\nThe demo is open at ${url}\n`);
  for (const { email, password, name, roles } of people)
    console.log(`  ${email.padEnd(width)}  ${password.padEnd(26)}  ${name}, ${roles[0]}`);
  console.log(
    `\n${options.colleagues} simulated colleagues answer; the day from ${DAY_STARTS_AT} to 18 o’clock goes by ${options.speed} times as fast as real. Ctrl-C ends it.\n`,
  );
}

async function liveDay(
  options: DemoOptions,
  at: { dataDir: string; lines: readonly string[]; seed: string; signal: AbortSignal },
): Promise<number> {
  const luck = new Random(at.seed);
  const started = Date.now();
  let calls = 0;
  for (const caller of callersOfDay(luck, options.colleagues)) {
    await sleep(Math.max(0, started + caller.afterMs / options.speed - Date.now()), undefined, { signal: at.signal });
    const state = readSimulatorState(at.dataDir);
    if (!state) continue;
    const seconds = (ms: number, least: number) => Math.max(least, ms / 1000 / options.speed);
    await ringOnce(state, {
      ...{ from: caller.from, to: at.lines[[0, 0, 0, 1, 2][luck.between(0, 4)] ?? 0] ?? null, count: 1, perSecond: 1 },
      patienceSeconds: seconds(caller.patienceMs, SHORTEST.patienceSeconds),
      talkSeconds: seconds(caller.talkMs, SHORTEST.talkSeconds),
    }).catch((error: unknown) => console.error(`A call did not come through: ${error instanceof Error ? error.message : String(error)}`));
    calls += 1;
  }
  return calls;
}

async function staff(
  server: DemoServer,
  logins: readonly DemoLogin[],
  desk: { admin: Session; options: DemoOptions },
): Promise<Colleague[]> {
  const [{ items: dispositions }, { items: pauseReasons }] = await Promise.all([
    desk.admin.do(listDispositions, {}),
    desk.admin.do(listPauseReasons, {}),
  ]);
  const colleagues: Colleague[] = [];
  for (const { email, password } of logins) {
    const luck = new Random(`${desk.options.seed} ${email}`);
    const session = await Session.open(server.url, email, password);
    const colleague = new Colleague(session, { luck, speed: desk.options.speed, dispositions, pauseReasons, say: console.error });
    await colleague.start();
    colleagues.push(colleague);
  }
  return colleagues;
}

async function run(options: DemoOptions, signal: AbortSignal): Promise<void> {
  const dataDir = resolve(process.env.RINGBACK_DATA || './data-demo');
  // The database's own user must get through to its part of the folder.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  await build({ say: console.log });
  const { people, colleagues: hired } = demoLogins(dataDir, colleagueNames.slice(0, options.colleagues));
  const boss = people.find(({ key }) => key === 'admin') as DemoLogin;
  const server = await startDemoServer(dataDir, boss, signal);
  let colleagues: Colleague[] = [];
  try {
    const admin = await Session.open(server.url, boss.email, boss.password);
    const lines = await furnish(admin, { databaseUrl: server.databaseUrl, people, colleagues: hired });
    colleagues = await staff(server, hired, { admin, options });
    introduce(server.url, people, options);
    for (let day = 1; !signal.aborted; day++) {
      const at = { dataDir, lines: lines.map(({ e164 }) => e164), seed: `${options.seed} ${day}`, signal };
      const calls = await liveDay(options, at);
      console.log(`Day ${day} is over: ${calls} calls rang.`);
      if (options.once) break;
    }
  } finally {
    await Promise.allSettled(colleagues.map((colleague) => colleague.stop()));
    await server.stop();
  }
}

// `npm run demo`: the product with many people in it, on data of its own.
try {
  const options = parseDemo(process.argv.slice(2));
  const end = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => end.abort());
  await run(options, end.signal).catch((error: unknown) => {
    if (!end.signal.aborted) throw error;
  });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = /not understood|needs a number/.test(message);
  console.error(isUsage ? `${message}\n${DEMO_USAGE}` : message);
  process.exitCode = isUsage ? 2 : 1;
}
