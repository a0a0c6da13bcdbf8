import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Model, ModelMap } from '../../client/core/model-map.js';
import { listPresences } from '../../shared/contract/agents.js';
import { listAccounts, listTeams } from '../../shared/contract/auth.js';
import { getMailboxFetching } from '../../shared/contract/fetching.js';
import { contract } from '../../shared/contract/index.js';
import { listMacros } from '../../shared/contract/macros.js';
import { listMailboxes } from '../../shared/contract/mail.js';
import { getCompany, getPerson } from '../../shared/contract/people.js';
import { listDispositions, listPauseReasons, listPhoneLines, listQueueMembers, listQueues } from '../../shared/contract/queues.js';
import { readSettings } from '../../shared/contract/settings.js';
import { listSla, ticketSlas } from '../../shared/contract/sla.js';
import { listSnippets } from '../../shared/contract/snippets.js';
import { listTasks } from '../../shared/contract/tasks.js';
import { listReasons } from '../../shared/contract/ticket-reasons.js';
import { listTicketViews } from '../../shared/contract/ticket-views.js';
import { listTickets } from '../../shared/contract/tickets.js';
import type { EventMessage } from '../../shared/events/index.js';
import type { Operation } from '../../shared/operation.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { TestAccount } from '../support/factories.js';
import { type Tour, tourTheWorld } from '../support/world-tour.js';

/** Which store an event goes to; what the console's stores register with `onEvent`. */
const STORES: Record<string, string> = {
  'account.changed': 'accounts',
  'team.changed': 'teams',
  'queue.changed': 'queues',
  'queue-member.changed': 'members',
  'queue-member.removed': 'members',
  'phone-line.changed': 'lines',
  'phone-line.removed': 'lines',
  'disposition.changed': 'dispositions',
  'pause-reason.changed': 'pauseReasons',
  'mailbox.changed': 'mailboxes',
  'mailbox-fetching.changed': 'fetching',
  'person.changed': 'people',
  'company.changed': 'companies',
  'ticket.created': 'tickets',
  'ticket.changed': 'tickets',
  'task.created': 'tasks',
  'task.changed': 'tasks',
  'ticket-reason.changed': 'reasons',
  'ticket-reason.removed': 'reasons',
  'ticket-view.changed': 'views',
  'ticket-view.removed': 'views',
  'snippet.changed': 'snippets',
  'snippet.removed': 'snippets',
  'macro.changed': 'macros',
  'macro.removed': 'macros',
  'sla-calendar.changed': 'calendars',
  'sla-calendar.removed': 'calendars',
  'sla-policy.changed': 'policies',
  'sla-policy.removed': 'policies',
  'ticket.sla-changed': 'slas',
  'settings.changed': 'settings',
  'presence.changed': 'presences',
};
const REMOVALS = new Set([
  'queue-member.removed',
  'phone-line.removed',
  'ticket-reason.removed',
  'sla-calendar.removed',
  'sla-policy.removed',
  'ticket-view.removed',
  'snippet.removed',
  'macro.removed',
]);
/** Mutations without a model in a shared store, and calls, whose convergence the random days of `test/voice` judge by the carrier's truth. */
const ELSEWHERE = /^(auth|tokens|drafts|calls|lost-calls|telephony|demo|recordings|poison-mails)\./;
type Stores = Map<string, ModelMap<Model>>;

function apply(stores: Stores, message: EventMessage): void {
  const store = stores.get(STORES[message.type] ?? '');
  if (!store) return;
  const payload = message.payload as Model;
  if (REMOVALS.has(message.type)) store.remove(payload);
  else store.apply(payload);
}
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const out = [...list];
  let state = seed;
  for (let at = out.length - 1; at > 0; at--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (at + 1);
    [out[at], out[other]] = [out[other] as T, out[at] as T];
  }
  return out;
}

async function fetchAll(t: TestApp, admin: TestAccount, tour: Pick<Tour, 'personIds' | 'companyIds'>): Promise<Record<string, Model[]>> {
  const as = { as: admin };
  const tickets = await t.api(
    listTickets,
    { view: 'all', status: ['new', 'open', 'waiting-customer', 'waiting-internal', 'planned', 'solved', 'closed'] },
    as,
  );
  const tasks = await Promise.all((['open', 'done', 'dropped'] as const).map((state) => t.api(listTasks, { view: 'all', state }, as)));
  return {
    accounts: (await t.api(listAccounts, {}, as)).items,
    teams: (await t.api(listTeams, {}, as)).items,
    queues: (await t.api(listQueues, {}, as)).items,
    members: (await t.api(listQueueMembers, {}, as)).items,
    lines: (await t.api(listPhoneLines, {}, as)).items,
    dispositions: (await t.api(listDispositions, {}, as)).items,
    pauseReasons: (await t.api(listPauseReasons, {}, as)).items,
    people: await Promise.all(tour.personIds.map(async (personId) => (await t.api(getPerson, { personId }, as)).person)),
    companies: await Promise.all(tour.companyIds.map(async (companyId) => (await t.api(getCompany, { companyId }, as)).company)),
    tickets: tickets.items,
    tasks: tasks.flatMap((page) => page.items),
    views: (await t.api(listTicketViews, {}, as)).items,
    snippets: (await t.api(listSnippets, {}, as)).items,
    macros: (await t.api(listMacros, {}, as)).items,
    reasons: (await t.api(listReasons, {}, as)).items,
    mailboxes: (await t.api(listMailboxes, {}, as)).items,
    fetching: await fetchingOf(t, admin),
    ...(await t.api(listSla, {}, as)),
    slas: (await t.api(ticketSlas, { ticketIds: tickets.items.map(({ id }) => id).join(',') || admin.id }, as)).items,
    settings: [await t.api(readSettings, {}, as)],
    presences: (await t.api(listPresences, {}, as)).items,
  };
}
async function fetchingOf(t: TestApp, admin: TestAccount): Promise<Model[]> {
  const { items } = await t.api(listMailboxes, {}, { as: admin });
  const all = await Promise.all(items.map(({ id }) => t.api(getMailboxFetching, { mailboxId: id }, { as: admin })));
  return all.flatMap(({ fetching }) => fetching ?? []);
}
const byId = (list: readonly Model[]) => [...list].sort((a, b) => a.id.localeCompare(b.id));

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('convergence', () => {
  it('stale stores plus the events, shuffled and some doubled, equal stores freshly fetched; every mutation takes part', async () => {
    const team = await t.team();
    const admin = await t.account({ roles: ['admin', 'supervisor', 'agent'], teams: [team], leads: [team] });
    const socket = await t.connect(admin);
    const stale: { rows: Record<string, Model[]> } = { rows: {} };
    const tour = await tourTheWorld(t, admin, {
      team,
      half: async () => {
        stale.rows = await fetchAll(t, admin, { personIds: [], companyIds: [] });
      },
    });
    await t.settle();
    const truth = await fetchAll(t, admin, tour);
    await socket.next('settings.changed');

    for (let seed = 1; seed <= 20; seed++) {
      const stores: Stores = new Map(
        Object.entries(stale.rows).map(([name, rows]) => [name, new ModelMap<Model>(new Map(rows.map((row) => [row.id, row])))]),
      );
      const doubled = socket.events.filter((_event, at) => (at + seed) % 3 === 0);
      for (const message of shuffled([...socket.events, ...doubled], seed)) apply(stores, message);
      for (const [name, rows] of Object.entries(truth)) {
        expect({ seed, [name]: byId([...(stores.get(name)?.items.values() ?? [])]) }).toEqual({ seed, [name]: byId(rows) });
      }
    }
    const operations: Operation[] = Object.values(contract);
    const missed = operations.filter(({ id, method }) => method !== 'GET' && !ELSEWHERE.test(id) && !tour.called.has(id));
    expect(missed.map((operation) => operation.id)).toEqual([]);
    // Everything the product can do, one after the other: only a tour that stands still takes this long.
  }, 120_000);
});
