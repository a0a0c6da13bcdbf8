import { setImmediate as breathe } from 'node:timers/promises';
import type { previewSlaPolicy as operation } from '../../../shared/contract/sla.js';
import type { SlaPolicy, SlaShift } from '../../../shared/models/sla.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { ticketNumbersOf } from '../tickets/index.js';
import { factsOf, type TicketFacts } from './facts.query.js';
import { SlaCalendarRow, SlaPolicyRow } from './sla.entities.js';
import { presentPolicy } from './sla.presenter.js';
import { hoursOf } from './sla-hours.js';
import { type Rules, type WorkedOut, workOut } from './work-out.js';

const MOST = 5000;
const SHOWN = 50;
const BATCH = 500;

type Shift = Omit<SlaShift, 'numberText' | 'subject'>;

/** What would change for open tickets if a policy were as given. Throws NOT_FOUND for a calendar that does not exist. */
export async function previewPolicy(ctx: Ctx, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const { before, after } = await bothRules(ctx, input);
  const rows: { id: string }[] = await ctx.db.query(
    'SELECT id FROM tickets WHERE ended_at IS NULL ORDER BY active_at DESC, id DESC LIMIT $1',
    [MOST + 1],
  );
  const ids = rows.slice(0, MOST).map(({ id }) => id);
  const shifts: Shift[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const tickets = await factsOf(ctx, ids.slice(at, at + BATCH));
    for (const ticket of tickets) {
      shifts.push(...shiftOf(ticket, { before, after, now: ctx.now.getTime() }));
      // Calls ring meanwhile.
      await breathe();
    }
  }
  const of = (becomes: SlaShift['becomes']) => shifts.filter((shift) => shift.becomes === becomes).length;
  return {
    ...{ looked: ids.length, isAll: rows.length <= MOST, changed: shifts.length },
    ...{ becomeOverdue: of('overdue'), becomeInTime: of('in-time') },
    items: await named(ctx, shifts.sort(byWeight).slice(0, SHOWN)),
  };
}

async function bothRules(ctx: Ctx, input: InputOf<typeof operation>): Promise<{ before: Rules; after: Rules }> {
  const { policyId, ...given } = input;
  const policies = (await ctx.db.find(SlaPolicyRow)).map(presentPolicy);
  const calendars = await ctx.db.find(SlaCalendarRow);
  found(calendars.find(({ id }) => id === input.calendarId) ?? null, 'calendar');
  const [oldest]: { at: Date | null }[] = await ctx.db.query('SELECT min(created_at) AS at FROM tickets WHERE ended_at IS NULL');
  const hours = new Map(calendars.map((calendar) => [calendar.id, hoursOf(calendar, oldest?.at ?? ctx.now, ctx.now)]));
  const drafted: SlaPolicy = { id: policyId ?? newId(ctx.now.getTime()), version: 0, ...given };
  const others = policies.filter(({ id }) => id !== policyId);
  return { before: { policies, hours }, after: { policies: [...others, drafted], hours } };
}

const isOverdue = ({ clocks }: WorkedOut) => clocks.some(({ state, breachedAt }) => state === 'running' && breachedAt !== null);

function shiftOf(ticket: TicketFacts, { before, after, now }: { before: Rules; after: Rules; now: number }): Shift[] {
  const [was, is] = [workOut(ticket, before, now), workOut(ticket, after, now)];
  const same = was.choice?.policy.id === is.choice?.policy.id && was.dueAt === is.dueAt && was.dueTarget === is.dueTarget;
  if (same && isOverdue(was) === isOverdue(is)) return [];
  return [
    {
      ticketId: ticket.id,
      ...{ policyBefore: was.choice?.policy.name ?? null, policyAfter: is.choice?.policy.name ?? null },
      ...{ dueBefore: was.dueAt, dueAfter: is.dueAt },
      becomes: isOverdue(was) === isOverdue(is) ? null : isOverdue(is) ? 'overdue' : 'in-time',
    },
  ];
}

/** What breaks first, then what is due soonest. */
function byWeight(a: Shift, b: Shift): number {
  const rank = ({ becomes }: Shift) => (becomes === 'overdue' ? 0 : becomes === 'in-time' ? 1 : 2);
  return rank(a) - rank(b) || (a.dueAfter ?? '~').localeCompare(b.dueAfter ?? '~') || a.ticketId.localeCompare(b.ticketId);
}

async function named(ctx: Ctx, shifts: readonly Shift[]): Promise<SlaShift[]> {
  const ids = shifts.map(({ ticketId }) => ticketId);
  const rows: { id: string; subject: string }[] = await ctx.db.query('SELECT id, subject FROM tickets WHERE id = ANY($1::uuid[])', [ids]);
  const subjects = new Map(rows.map(({ id, subject }) => [id, subject]));
  const numbers = await ticketNumbersOf(ctx, ids);
  return shifts.map((shift) => ({ ...shift, numberText: numbers[shift.ticketId] ?? '', subject: subjects.get(shift.ticketId) ?? '' }));
}
