import * as z from 'zod/mini';
import type { SlaTarget, TicketSla } from '../../../shared/models/sla.js';
import { type Ctx, defineDeadline } from '../../core/context.js';
import { type DeadlineHandler, handleDeadline } from '../../core/feature.js';
import { factsOf, type TicketFacts } from './facts.query.js';
import { readRules } from './rules.query.js';
import { presentTicketSla } from './sla.presenter.js';
import { type Rules, type WorkedOut, workOut } from './work-out.js';

const lookAgain = defineDeadline('ticket.sla', z.object({ ticketId: z.uuid() }));

/** Where nothing is promised and nothing was, a ticket costs this one question. The lock makes the next question see what others said on it. */
const HOLD = `SELECT t.id FROM tickets t WHERE t.id = $1
  AND (EXISTS (SELECT 1 FROM sla_policies WHERE is_active) OR EXISTS (SELECT 1 FROM ticket_slas l WHERE l.id = t.id)) FOR NO KEY UPDATE OF t`;

/** Works a ticket's clocks out anew after something happened to it, and tells what changed, what is near its end and what broke. */
export async function recountTicket(ctx: Ctx, ticketId: string): Promise<void> {
  const held: unknown[] = await ctx.db.query(HOLD, [ticketId]);
  if (held.length === 0) return;
  const [ticket] = await factsOf(ctx, [ticketId]);
  if (ticket) await enter(ctx, ticket, { rules: await readRules(ctx, ticket.createdAt), isQuiet: false });
}

/**
 * The same for many tickets after the rules changed. Nobody is warned of what the new rules make late: whoever changed them was shown it, and a wall of
 * alarms helps nobody. Due times and colours say it.
 */
export async function recountQuietly(ctx: Ctx, ticketIds: readonly string[]): Promise<void> {
  await ctx.db.query('SELECT id FROM tickets WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ticketIds]);
  const tickets = await factsOf(ctx, ticketIds);
  const rules = await readRules(ctx, Math.min(...tickets.map(({ createdAt }) => createdAt), ctx.now.getTime()));
  for (const ticket of tickets) await enter(ctx, ticket, { rules, isQuiet: true });
}

async function enter(ctx: Ctx, ticket: TicketFacts, { rules, isQuiet }: { rules: Rules; isQuiet: boolean }): Promise<void> {
  const now = ctx.now.getTime();
  const worked = workOut(ticket, rules, now);
  await setAlarm(ctx, ticket, worked);
  const sla = await store(ctx, ticket, worked);
  if (sla === null) return;
  await ctx.publish('ticket.sla-changed', sla);
  if (isQuiet) return;
  if (worked.warned.length > 0) await ctx.publish('ticket.sla-warned', sla);
  if (worked.breached.length === 0) return;
  for (const target of worked.breached) await auditBreach(ctx, ticket, target);
  await ctx.publish('ticket.sla-breached', sla);
}

async function setAlarm(ctx: Ctx, { id }: TicketFacts, { nextAt }: WorkedOut): Promise<void> {
  if (nextAt === null) await ctx.cancelDeadline(lookAgain, id);
  else await ctx.deadline(lookAgain, id, new Date(Math.max(nextAt, ctx.now.getTime())), { ticketId: id });
}

const auditBreach = (ctx: Ctx, { id }: TicketFacts, target: SlaTarget) =>
  ctx.audit({ entity: 'tickets', entityId: id, action: 'sla-breached', changes: { target: [null, target] } });

/** Writes down what differs from what stands there; null when nothing does. */
async function store(ctx: Ctx, ticket: TicketFacts, worked: WorkedOut): Promise<TicketSla | null> {
  const { before, states } = ticket;
  const { clocks, dueTarget } = worked;
  const dueAt = worked.dueAt === null ? null : new Date(worked.dueAt);
  const policyId = worked.choice?.policy.id ?? null;
  const version = (before?.version ?? 0) + 1;
  const seen = presentTicketSla({ id: ticket.id, version, policyId, dueAt, dueTarget, clocks });
  if (before !== null && states.length === before.states.length && sameSight(presentTicketSla(before), seen)) return null;
  await ctx.db.query(
    `INSERT INTO ticket_slas (id, version, created_at, updated_at, policy_id, due_at, due_target, clocks, states) VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, updated_at = EXCLUDED.updated_at, policy_id = EXCLUDED.policy_id, due_at = EXCLUDED.due_at,
       due_target = EXCLUDED.due_target, clocks = EXCLUDED.clocks, states = EXCLUDED.states`,
    [ticket.id, version, ctx.now, policyId, dueAt, dueTarget, JSON.stringify(clocks), JSON.stringify(states)],
  );
  return seen;
}

/** Compared in an order of its own: jsonb keeps none. */
function sameSight(a: TicketSla, b: TicketSla): boolean {
  const text = ({ policyId, dueAt, dueTarget, clocks }: TicketSla) =>
    JSON.stringify([policyId, dueAt, dueTarget, clocks.map((clock) => Object.entries(clock).sort())]);
  return text(a) === text(b);
}

/** A promise is near its end, or over. */
export const slaDeadline: DeadlineHandler = handleDeadline(lookAgain, (ctx, { ticketId }) => recountTicket(ctx, ticketId));
