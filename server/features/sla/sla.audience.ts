import type { slaEvents } from '../../../shared/events/sla.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';
import { ticketRooms, ticketWhereabouts } from '../tickets/index.js';

/** Rules are made by administrators, and name mailboxes, reasons and teams. */
const admins: readonly Room[] = [room.role('admin')];

/** Whoever may see the ticket. */
const onTicket = async (ctx: Ctx, { id }: { id: string }) => ticketRooms(await ticketWhereabouts(ctx, id));

/** Its owner; while it has none, its team, or everybody while nobody's team has it. */
async function inCharge(ctx: Ctx, { id }: { id: string }): Promise<readonly Room[]> {
  const ticket = await ticketWhereabouts(ctx, id);
  if (ticket.ownerId !== null) return [room.agent(ticket.ownerId)];
  return ticket.teamId === null ? ticketRooms(ticket) : [room.team(ticket.teamId)];
}

/** Its owner, and the team that stands in for them. */
async function inChargeAndTeam(ctx: Ctx, { id }: { id: string }): Promise<readonly Room[]> {
  const { teamId } = await ticketWhereabouts(ctx, id);
  return [...new Set([...(await inCharge(ctx, { id })), ...(teamId === null ? [] : [room.team(teamId)])])];
}

/** Who hears what of service levels. */
export const slaAudience: Audiences<keyof typeof slaEvents> = {
  'sla-calendar.changed': () => admins,
  'sla-calendar.removed': () => admins,
  'sla-policy.changed': () => admins,
  'sla-policy.removed': () => admins,
  'ticket.sla-changed': onTicket,
  'ticket.sla-warned': inCharge,
  'ticket.sla-breached': inChargeAndTeam,
};
