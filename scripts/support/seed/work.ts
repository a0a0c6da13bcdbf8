import type { Cell } from './copy.js';
import type { Facts, SeedPlan } from './plan.js';
import { NOTES, SUBJECTS } from './words.js';

const iso = (ms: number) => new Date(ms).toISOString();
const DAY_MS = 86_400_000;
/** Person and company indexes are drawn with this shift: the most frequent caller has some thousandths of all contacts. */
const CALLER_SHIFT = 150;

interface TicketSketch {
  person: number;
  company: number | null;
  made: number;
  /** Null while it is open. */
  ended: number | null;
}

/** Ticket by ticket, the same at every call. */
function* ticketSketches(plan: SeedPlan): Generator<TicketSketch> {
  const dice = plan.dice('ticket');
  for (let index = 0; index < plan.sizes.tickets; index++) {
    const person = dice.skewed(plan.sizes.people, CALLER_SHIFT);
    const made = plan.past(dice);
    const isOpen = dice.happens(0.03) || plan.until.getTime() - made < DAY_MS;
    yield {
      person,
      company: plan.companyOf(person),
      made,
      ended: isOpen ? null : Math.min(made + dice.next() * 6 * DAY_MS, plan.until.getTime()),
    };
  }
}

const of = (list: readonly string[], index: number) => (list.length === 0 ? null : (list[index % list.length] ?? null));

export const TICKET_COLUMNS =
  'id, created_at, updated_at, number, subject, kind, status, priority, team_id, owner_id, person_id, company_id, tags, active_at, ended_at, created_by_id';
/** Rows of `tickets` with the numbers that were drawn for them. */
export function* tickets(plan: SeedPlan, numbers: readonly string[]): Generator<Cell[]> {
  const dice = plan.dice('message');
  const { accountIds, teamIds } = plan.hosts;
  let index = 0;
  for (const { person, company, made, ended } of ticketSketches(plan)) {
    const owner = of(accountIds, dice.below(10_000));
    const open = owner === null ? 'new' : dice.pick(['open', 'open', 'waiting-customer', 'waiting-internal']);
    const status = ended === null ? open : dice.pick(['solved', 'closed', 'closed']);
    const last = iso(ended ?? made);
    const companyId = company === null ? null : plan.id('company', company);
    if (ended === null) {
      plan.personFacts.openTickets[person] = (plan.personFacts.openTickets[person] ?? 0) + 1;
      if (company !== null) plan.companyFacts.openTickets[company] = (plan.companyFacts.openTickets[company] ?? 0) + 1;
    }
    yield [
      ...[plan.id('ticket', index), iso(made), last, numbers[index] ?? null, dice.pick(SUBJECTS)],
      ...[
        dice.pick(['question', 'fault', 'complaint', 'request', 'order']),
        status,
        1 + dice.below(4),
        of(teamIds, dice.skewed(teamIds.length || 1, 1)),
      ],
      ...[owner, plan.id('person', person), companyId, dice.happens(0.1) ? '{vip}' : '{}', last, ended === null ? null : last, owner],
    ];
    index++;
  }
}

/** Rows of `ticket_numbers`. */
export function* ticketNumbers(plan: SeedPlan, numbers: readonly string[]): Generator<Cell[]> {
  let index = 0;
  for (const { made } of ticketSketches(plan)) yield [numbers[index] ?? null, plan.id('ticket', index++), iso(made)];
}

/** Rows of `messages`: one to three notes for each ticket. */
export function* messages(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('mail');
  let index = 0;
  let count = 0;
  for (const { made, ended } of ticketSketches(plan)) {
    for (let notes = 1 + dice.below(3); notes > 0; notes--) {
      const at = iso(made + dice.next() * ((ended ?? plan.until.getTime()) - made));
      yield [
        plan.id('message', count++),
        at,
        at,
        plan.id('ticket', index),
        'note',
        of(plan.hosts.accountIds, dice.below(10_000)),
        dice.pick(NOTES),
      ];
    }
    index++;
  }
}

export const TASK_COLUMNS =
  'id, created_at, updated_at, kind, what, state, owner_id, team_id, due_at, due_precision, person_id, company_id, ticket_id, created_by_id';
/** Rows of `tasks`: every second open ticket carries a promise, due in the coming four weeks. */
export function* tasks(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('task');
  const { accountIds, teamIds } = plan.hosts;
  let index = -1;
  for (const { person, company, ended } of ticketSketches(plan)) {
    index++;
    if (ended !== null || !dice.happens(0.5)) continue;
    const due = plan.until.getTime() + DAY_MS + Math.floor(dice.next() * 28 * 96) * 900_000;
    const made = plan.until.toISOString();
    for (const [facts, at] of [[plan.personFacts, person] as const, ...(company === null ? [] : [[plan.companyFacts, company] as const])])
      if (!facts.nextPromise[at] || due < facts.nextPromise[at]) facts.nextPromise[at] = due;
    const owner = of(accountIds, dice.below(10_000));
    yield [
      ...[plan.id('task', index), made, made, 'promise', 'Rückruf wie zugesagt', 'open', owner, of(teamIds, 0), iso(due), 'hour'],
      ...[plan.id('person', person), company === null ? null : plan.id('company', company), plan.id('ticket', index), owner],
    ];
  }
}

/** Rows of `deadlines`: each seeded promise rings at its hour, as one made by hand. */
export function* taskDeadlines(plan: SeedPlan): Generator<Cell[]> {
  for (const [id, , , , , , , , due] of tasks(plan)) yield ['task.due', String(id), String(due), JSON.stringify({ taskId: id })];
}

export const INTERACTION_COLUMNS =
  'id, created_at, updated_at, kind, direction, at, duration_s, person_id, company_id, ticket_id, account_id, team_id, summary, text, is_human';
/** Rows of `interactions`: mostly calls; every second one of somebody with a ticket belongs to it. */
export function* interactions(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('interaction');
  const { accountIds, teamIds } = plan.hosts;
  const people = new Int32Array(plan.sizes.tickets);
  let known = 0;
  for (const { person } of ticketSketches(plan)) people[known++] = person;
  for (let index = 0; index < plan.sizes.interactions; index++) {
    const ticket = known > 0 && dice.happens(0.3) ? dice.below(known) : null;
    const person = ticket === null ? dice.skewed(plan.sizes.people, CALLER_SHIFT) : (people[ticket] ?? 0);
    const company = plan.companyOf(person);
    const at = plan.past(dice);
    plan.contact(person, company, at);
    const kind = dice.happens(0.75) ? 'call' : dice.pick(['mail', 'note', 'meeting', 'letter']);
    const time = iso(at);
    yield [
      ...[plan.id('interaction', index), time, time, kind, kind === 'note' ? 'internal' : dice.happens(0.8) ? 'inbound' : 'outbound', time],
      ...[kind === 'call' ? 20 + dice.below(900) : null, plan.id('person', person), company === null ? null : plan.id('company', company)],
      ...[ticket === null ? null : plan.id('ticket', ticket), of(accountIds, dice.below(10_000)), of(teamIds, dice.below(10_000))],
      ...[dice.pick(SUBJECTS), dice.happens(0.5) ? dice.pick(NOTES) : '', true],
    ];
  }
}

/** Rows of `person_facts` or `company_facts`, from what the other rows told. */
export function* factRows(facts: Facts, idOf: (index: number) => string): Generator<Cell[]> {
  const time = (ms: number | undefined) => (ms ? iso(ms) : null);
  for (let index = 0; index < facts.openTickets.length; index++) {
    const open = facts.openTickets[index] ?? 0;
    if (open === 0 && !facts.last[index] && !facts.nextPromise[index]) continue;
    yield [idOf(index), open, time(facts.nextPromise[index]), time(facts.last[index]), time(facts.first[index])];
  }
}
