import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/support/build.js';
import { seed } from '../../scripts/support/seed/seed.js';
import { findDovecot } from '../support/dovecot.js';
import { fanOut, memoryPerAgent } from './cases/consoles.js';
import { largeMailMemory } from './cases/large-mail.js';
import { longTicket } from './cases/long-ticket.js';
import { mailIn } from './cases/mail.js';
import { mailBacklog } from './cases/mail-backlog.js';
import { monday } from './cases/monday.js';
import { screenPop } from './cases/pop.js';
import { callerCard, listView, measureSearch, personSearch, ticketHistory } from './cases/reads.js';
import { searchWords } from './cases/search.js';
import { ticketCreate } from './cases/tickets.js';
import { writeBodies } from './search-data.js';
import { Stage } from './stage.js';
import type { Result } from './stats.js';

// npm run bench -- --json [--small] [--only NAME,NAME]: one object on standard output, what is going on on standard error.

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, small: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const only = values.only?.split(',');
const say = (line: string) => console.error(line);

async function run(stage: Stage, isSmall: boolean): Promise<Result[]> {
  const results: Result[] = [];
  const seconds = isSmall ? 3 : 10;
  const note = (result: Result) => {
    results.push(result);
    say(
      `${result.name.padEnd(18)} p50 ${result.p50} p95 ${result.p95} p99 ${result.p99} · bare p50 ${result.bare.p50} · ratio ${result.ratio}`,
    );
  };
  const whole = isSmall
    ? { people: 10_000, interactions: 50_000, tickets: 5000 }
    : { people: 1_000_000, interactions: 5_000_000, tickets: 1_000_000 };
  const hundredth = { people: whole.people / 100, interactions: whole.interactions / 100, tickets: whole.tickets / 100 };
  await seed(stage.databaseUrl, { ...hundredth, seed: 1 }, () => undefined);
  const atHundredth = await measureSearch(stage, seconds);
  say(`seeding ${whole.people} people, ${whole.interactions} interactions`);
  await stage.withoutServer(async () => {
    await seed(stage.databaseUrl, { ...whole, seed: 2 }, say);
    await writeBodies(stage.databaseUrl, say);
  });
  const cases: Record<string, () => Promise<Result>> = {
    'memory-per-agent': () => memoryPerAgent(stage, isSmall),
    'screen-pop': () => screenPop(stage, isSmall),
    'caller-card': () => callerCard(stage, seconds),
    'person-search': () => personSearch(stage, atHundredth, seconds),
    'search-rare': () => searchWords(stage, 'rare', seconds),
    'search-two-common': () => searchWords(stage, 'two-common', seconds),
    'ticket-history': () => ticketHistory(stage, seconds),
    'ticket-200-messages': () => longTicket(stage, seconds),
    'list-view': () => listView(stage, seconds),
    'ticket-create-1': () => ticketCreate(stage, { atOnce: 1, seconds }),
    'ticket-create-16': () => ticketCreate(stage, { atOnce: 16, seconds }),
    'mail-in-new-1': () => mailIn(stage, { kind: 'new', atOnce: 1, seconds }),
    'mail-in-new-16': () => mailIn(stage, { kind: 'new', atOnce: 16, seconds }),
    'mail-in-reply-16': () => mailIn(stage, { kind: 'reply', atOnce: 16, seconds }),
    'mail-25mb-memory': () => largeMailMemory(stage),
    ...(findDovecot() ? { 'mail-backlog': () => mailBacklog(stage, isSmall) } : {}),
    [isSmall ? 'fan-out-50' : 'fan-out-500']: () => fanOut(stage, isSmall),
    monday: () => monday(stage, isSmall),
  };
  if (!('mail-backlog' in cases)) say('mail-backlog is left out: there is no Dovecot (npx tsx scripts/setup-test-machine.ts)');
  const unknown = only?.find((name) => !(name in cases));
  if (unknown) throw new Error(`There is no measurement named ${unknown}; there are ${Object.keys(cases).join(', ')}.`);
  for (const [name, measure] of Object.entries(cases)) if (!only || only.includes(name)) note(await measure());
  return results;
}

await build({ say });
const stage = await Stage.start();
try {
  const results = await run(stage, values.small);
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const { rows } = await stage.db.query<{ people: number; interactions: number; tickets: number }>(
    'SELECT (SELECT count(*)::int FROM persons) AS people, (SELECT count(*)::int FROM interactions) AS interactions, (SELECT count(*)::int FROM tickets) AS tickets',
  );
  if (values.json) console.log(JSON.stringify({ machine, data: rows[0], results }, null, 2));
  else
    for (const { name, marks } of results)
      for (const { says, holds } of marks) console.log(`${holds ? 'holds' : 'FAILS'}  ${name}: ${says}`);
} finally {
  await stage.end();
}
