import type { CallerCard } from '../../../../shared/models/caller-card.js';
import type { Ctx } from '../../../core/context.js';
import { cardFacts } from '../../history/index.js';
import { promisesFor } from '../../tasks/index.js';
import { openTicketsFor } from '../../tickets/index.js';
import type { CallEntity } from '../call.entity.js';
import { areaOf, displayNumber } from '../display-number.js';
import { candidatesOf } from './candidates.query.js';

/** Largest card on the wire, bytes of JSON. */
const MAX_BYTES = 8000;
const MAX_ALERTS = 3;

/** Everything about a caller for the screen of one agent, in four statements asked at once; what the agent may not read is not in it. */
export async function callerCard(ctx: Ctx, call: CallEntity, viewerId: string): Promise<CallerCard> {
  const of = { personId: call.personId, companyId: call.companyId };
  const [callsToday, facts, { tickets, total: ticketsTotal }, { promises, total: promisesTotal }] = await Promise.all([
    callsOfToday(ctx, call),
    cardFacts(ctx, of, viewerId),
    openTicketsFor(ctx, { ...of, viewerId }),
    promisesFor(ctx, { ...of, viewerId }),
  ]);
  const complaint = tickets.find((ticket) => ticket.kind === 'complaint');
  const alerts = complaint ? [{ kind: 'complaint' as const, text: null, ticketId: complaint.id }, ...facts.alerts] : facts.alerts;
  return fit({
    match: call.match,
    candidates: call.candidateIds.length === 0 || call.match === 'sure' ? [] : await candidatesOf(ctx, call.candidateIds),
    number:
      call.fromNumber === null ? null : { e164: call.fromNumber, display: displayNumber(call.fromNumber), area: areaOf(call.fromNumber) },
    ...facts,
    alerts: alerts.slice(0, MAX_ALERTS),
    promises: promises.map((one) => ({
      taskId: one.id,
      text: one.what,
      dueAt: one.dueAt,
      ownerName: one.ownerName,
      ticketId: one.ticketId,
    })),
    promisesTotal,
    tickets: tickets.map((one) => ({
      id: one.id,
      number: one.numberText,
      subject: one.subject,
      status: one.status,
      priority: String(one.priority),
      updatedAt: one.activeAt,
    })),
    ticketsTotal,
    callsToday,
  });
}

/** How often this caller has called since midnight of the installation. Indexes: calls_by_person, calls_by_number. */
async function callsOfToday(ctx: Ctx, call: CallEntity): Promise<number> {
  const rows: { n: number }[] = await ctx.db.query(
    `SELECT count(*)::int AS n FROM calls c
     WHERE c.arrived_at >= date_trunc('day', $3::timestamptz, coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'timeZone'), 'Europe/Berlin'))
       AND (c.person_id = $1 OR c.from_number = $2)`,
    [call.personId, call.fromNumber, ctx.now],
  );
  return rows[0]?.n ?? 1;
}

/** Cuts the longest texts until the card fits; it must never be refused for its size. */
function fit(card: CallerCard): CallerCard {
  for (const limit of [400, 160, 80]) {
    if (Buffer.byteLength(JSON.stringify(card)) <= MAX_BYTES) return card;
    card.contacts = card.contacts.map((one) => ({ ...one, summary: one.summary?.slice(0, limit) ?? null }));
    card.tickets = card.tickets.map((one) => ({ ...one, subject: one.subject.slice(0, limit) }));
    card.promises = card.promises.map((one) => ({ ...one, text: one.text.slice(0, limit) }));
    card.pinnedNote = card.pinnedNote?.slice(0, limit) ?? null;
  }
  return { ...card, contacts: card.contacts.slice(0, 2), consents: [], path: card.path.slice(-2) };
}
