import { parseTicketNumber, spokenTicketNumber } from '../../../../shared/domain/ticket-number.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { presentNumber } from '../ticket.presenter.js';
import { numberStyle } from './number-style.js';

/** A number drawn from the sequence. */
export interface DrawnNumber {
  /** What is stored; without check digit. */
  counter: number;
  /** Digits with check digit, `48190`. */
  number: string;
  /** With prefix, `#48190`. */
  numberText: string;
  /** In groups for reading out, `48 190`. */
  spoken: string;
}

/** Draws the next number: never given twice, whatever runs beside it and whether or not this transaction commits. Who needs none after all leaves a gap. */
export async function drawNumber(ctx: Ctx): Promise<DrawnNumber> {
  const [row]: { number: string }[] = await ctx.db.query("SELECT nextval('ticket_number_seq') AS number");
  if (!row) throw new Error('the sequence gave no number');
  return describeNumber(ctx, Number(row.number));
}

/** Gives a drawn number to a call: it leads there until it is assigned or pointed. */
export function giveNumber(ctx: Ctx, counter: number, callId: string): void {
  ctx.write('INSERT INTO ticket_numbers (number, call_id, drawn_at) VALUES ($1, $2, $3)', [counter, callId, ctx.now]);
}

/** A counter with its written and spoken forms. */
async function describeNumber(ctx: Ctx, counter: number): Promise<DrawnNumber> {
  const style = await numberStyle(ctx);
  return { counter, ...presentNumber(counter, style), spoken: spokenTicketNumber(counter, style) };
}

/** What a number leads to. Both null: it was drawn, and its ticket or call is gone. */
interface NumberTarget {
  counter: number;
  ticketId: string | null;
  callId: string | null;
}

/**
 * Follows a number however it was typed or keyed in. Throws MISHEARD_NUMBER when the check digit says that a digit is wrong, UNKNOWN_NUMBER when it
 * was never drawn or is no number at all.
 */
export async function resolveNumber(ctx: Ctx, typed: string): Promise<NumberTarget> {
  const reading = parseTicketNumber(typed, await numberStyle(ctx));
  if (reading.kind === 'misheard') {
    throw new AppError('MISHEARD_NUMBER', `In ${reading.digits} a digit is wrong: its check digit does not fit.`, {
      digits: reading.digits,
    });
  }
  if (reading.kind === 'not-a-number') throw unknownNumber(typed);
  const [row]: { ticketId: string | null; callId: string | null }[] = await ctx.db.query(
    'SELECT ticket_id AS "ticketId", call_id AS "callId" FROM ticket_numbers WHERE number = $1',
    [reading.counter],
  );
  if (!row) throw unknownNumber(typed);
  return { counter: reading.counter, ...row };
}

/** UNKNOWN_NUMBER for what was typed. */
export function unknownNumber(typed: string): AppError {
  return new AppError('UNKNOWN_NUMBER', 'Nothing carries this number, or nothing you may see.', { typed });
}

/**
 * Makes a drawn number lead to the ticket picked instead of a new one, or to another call. A number that is a ticket's own never moves away from it;
 * pointing it again elsewhere is refused with CONFLICT. Repeated: nothing happens.
 */
export async function pointNumber(ctx: Ctx, counter: number, target: { ticketId: string } | { callId: string }): Promise<void> {
  const ticketId = 'ticketId' in target ? target.ticketId : null;
  const callId = 'callId' in target ? target.callId : null;
  const rows: unknown[] = await ctx.db.query(
    `WITH moved AS (
       UPDATE ticket_numbers n SET ticket_id = coalesce($2::uuid, n.ticket_id), call_id = coalesce($3::uuid, n.call_id)
       WHERE n.number = $1 AND ($2::uuid IS NULL OR n.ticket_id = $2::uuid OR NOT EXISTS (SELECT 1 FROM tickets t WHERE t.number = n.number)) RETURNING 1
     ) SELECT 1 FROM moved`,
    [counter, ticketId, callId],
  );
  if (rows.length === 0) throw new AppError('CONFLICT', 'This number was never drawn, or is the own number of another ticket.');
}

/**
 * Takes a pointed number back from the ticket that was picked: it leads to its call again. The own number of a ticket stays with it. Repeated: nothing
 * happens.
 */
export async function unpointNumber(ctx: Ctx, counter: number): Promise<void> {
  await ctx.db.query(
    'UPDATE ticket_numbers n SET ticket_id = NULL WHERE n.number = $1 AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.number = n.number)',
    [counter],
  );
}
