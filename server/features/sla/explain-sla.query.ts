import type { SlaExplanation } from '../../../shared/models/sla.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { factsOf, type TicketFacts } from './facts.query.js';
import { readRules } from './rules.query.js';
import { SlaCalendarRow, SlaPolicyRow } from './sla.entities.js';
import { presentTicketSla } from './sla.presenter.js';
import { type ReadTarget, type Rules, readTargets, workOut } from './work-out.js';

const MINUTE_MS = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** The clocks of a ticket with every stretch and the rule that decided it, as of now. Throws NOT_FOUND. */
export async function explainSla(ctx: Ctx, { ticketId }: { ticketId: string }): Promise<SlaExplanation> {
  const [ticket] = await factsOf(ctx, [ticketId]);
  const facts = found(ticket, 'ticket');
  const rules = await readRules(ctx, facts.createdAt);
  const { choice, clocks, dueAt, dueTarget } = workOut(facts, rules, ctx.now.getTime());
  // The clocks as this policy counts them, also while those written down still wait for their recount: the bar never contradicts itself.
  const counted = { policyId: choice?.policy.id ?? null, dueAt: dueAt === null ? null : new Date(dueAt), dueTarget, clocks: [...clocks] };
  const sla = facts.before?.policyId ? presentTicketSla({ ...facts.before, ...counted }) : null;
  if (!choice || sla === null) return { sla, policy: null, readings: [] };
  const calendar = found(await ctx.db.findOneBy(SlaCalendarRow, { id: choice.policy.calendarId }), 'calendar');
  const others = await Promise.all(choice.others.map((id) => ctx.db.findOneBy(SlaPolicyRow, { id })));
  return {
    sla,
    policy: {
      ...{ id: choice.policy.id, name: choice.policy.name, calendar: calendar.name, timeZone: calendar.timeZone },
      matched: [...choice.matched],
      others: others.flatMap((other) => (other ? [other.name] : [])),
    },
    readings: readingsOf(ctx, facts, { rules, policy: choice.policy }),
  };
}

function readingsOf(
  ctx: Ctx,
  facts: TicketFacts,
  { rules, policy }: { rules: Rules; policy: Rules['policies'][number] },
): SlaExplanation['readings'] {
  const hours = rules.hours.get(policy.calendarId);
  const read: ReadTarget[] = hours ? readTargets(facts, { policy, hours, isBrief: false }, ctx.now.getTime()) : [];
  return read.map(({ clock, reading }) => ({
    target: clock.target,
    countedMinutes: Math.floor(reading.countedMs / MINUTE_MS),
    stretches: reading.stretches.map((stretch) => ({ ...stretch, from: iso(stretch.from), to: iso(stretch.to) })),
  }));
}
