import type { listSla as operation, ticketSlas as slasOperation } from '../../../shared/contract/sla.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { bind } from '../../core/db/condition.js';
import { ticketVisibleTo } from '../tickets/index.js';
import { SlaCalendarRow, SlaPolicyRow, type TicketSlaRow } from './sla.entities.js';
import { presentCalendar, presentPolicy, presentTicketSla } from './sla.presenter.js';

/** Calendars and policies, by name. */
export async function listSla(ctx: Ctx): Promise<OutputOf<typeof operation>> {
  const calendars = await ctx.db.find(SlaCalendarRow, { order: { name: 'ASC', id: 'ASC' } });
  const policies = await ctx.db.find(SlaPolicyRow, { order: { name: 'ASC', id: 'ASC' } });
  return { calendars: calendars.map(presentCalendar), policies: policies.map(presentPolicy) };
}

/** The promises on some tickets the actor may see; those never looked at are left out. */
export async function ticketSlas(ctx: Ctx, { ticketIds }: InputOf<typeof slasOperation>): Promise<OutputOf<typeof slasOperation>> {
  const visible = ticketVisibleTo(ctx.actor, 't');
  const rows: TicketSlaRow[] = await ctx.db.query(
    `SELECT l.id, l.version, l.policy_id AS "policyId", l.due_at AS "dueAt", l.due_target AS "dueTarget", l.clocks
     FROM ticket_slas l JOIN tickets t ON t.id = l.id WHERE l.id = ANY($1::uuid[]) AND (${bind(visible, 1)})`,
    [ticketIds.split(','), ...visible.params],
  );
  return { items: rows.map(presentTicketSla) };
}
