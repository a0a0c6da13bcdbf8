import type { Ctx } from '../../core/context.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Automatic mails to one recipient on one ticket: window in minutes → most (rules 1.4). */
const PER_TICKET: readonly (readonly [minutes: number, most: number])[] = [
  [10, 10],
  [30, 15],
  [60, 25],
  [180, 50],
  [600, 100],
];
/** Automatic mails to one recipient on all tickets (rules 1.4). */
const OVERALL: readonly (readonly [minutes: number, most: number])[] = [
  [10, 30],
  [30, 60],
  [60, 120],
  [180, 240],
  [600, 360],
];
/** An address that bounced for good gets nothing automatic for this long, ms (rules 1.4). */
const BOUNCE_MS = 60 * DAY;

interface Row {
  minutes: number;
  onTicket: number;
  overall: number;
}

/** True when one more automatic mail to an address may go out: below every cap, and the address did not bounce. Index: outgoing_mails_automatic. */
export async function maySendAutomatic(ctx: Ctx, ticketId: string, address: string): Promise<boolean> {
  // Two of them at once would each see the other's place still free.
  await ctx.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`mail-automatic:${address}`]);
  const rows: Row[] = await ctx.db.query(
    `SELECT w.minutes, count(o.id)::int AS overall, (count(o.id) FILTER (WHERE o.ticket_id = $2))::int AS "onTicket"
     FROM unnest($4::int[]) AS w(minutes) LEFT JOIN outgoing_mails o ON (o.content->>'isAutomatic')::boolean AND o.created_at > $3::timestamptz - make_interval(mins => w.minutes)
       AND o.recipients @> jsonb_build_array(jsonb_build_object('address', $1::text))
     GROUP BY w.minutes`,
    [address, ticketId, ctx.now, PER_TICKET.map(([minutes]) => minutes)],
  );
  const isBelow = rows.every(({ minutes, onTicket, overall }) => {
    const most = (caps: typeof OVERALL) => caps.find(([window]) => window === minutes)?.[1] ?? 0;
    return onTicket < most(PER_TICKET) && overall < most(OVERALL);
  });
  return isBelow && !(await hasBounced(ctx, address));
}

async function hasBounced(ctx: Ctx, address: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(
    `SELECT 1 FROM mails m JOIN messages g ON g.id = m.id WHERE m.direction = 'out' AND m.addresses @> ARRAY[$1::text] AND m.received_at > $2
       AND g.mail->>'state' = 'bounced' AND (g.mail->'bounce'->>'hard')::boolean LIMIT 1`,
    [address, new Date(ctx.now.getTime() - BOUNCE_MS)],
  );
  return rows.length > 0;
}
