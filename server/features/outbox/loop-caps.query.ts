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
  // What two desks that look for mail every few minutes would never reach above: OTRS's cap of a day.
  [1440, 40],
];
/** An address that bounced for good gets nothing automatic for this long, ms (rules 1.4). */
const BOUNCE_MS = 60 * DAY;

interface Row {
  minutes: number;
  onTicket: number;
  overall: number;
}

/**
 * True when a text names a ticket we told this address of by itself within a day: whoever answers our acknowledgement without saying so in the headers is a
 * machine more often than not, and the second round of two desks is where it must end. Index: outgoing_mails_automatic.
 */
export async function quotesAutomatic(ctx: Ctx, address: string, text: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(
    `SELECT 1 FROM outgoing_mails o CROSS JOIN LATERAL (SELECT substring(o.content->>'subject' from '\\[(#\\d+)\\]$') AS tag) s
     WHERE (o.content->>'isAutomatic')::boolean AND o.created_at > $2 AND s.tag IS NOT NULL AND position(s.tag IN $3) > 0
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(o.recipients) r WHERE lower(r->>'address') = $1) LIMIT 1`,
    [address.toLowerCase(), new Date(ctx.now.getTime() - DAY), text.slice(0, 100_000)],
  );
  return rows.length > 0;
}

/** True when one more automatic mail to an address may go out: below every cap, and the address did not bounce. Index: outgoing_mails_automatic. */
export async function maySendAutomatic(ctx: Ctx, ticketId: string, address: string): Promise<boolean> {
  // Two of them at once would each see the other's place still free.
  const to = address.toLowerCase();
  await ctx.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`mail-automatic:${to}`]);
  const rows: Row[] = await ctx.db.query(
    `SELECT w.minutes, count(o.id)::int AS overall, (count(o.id) FILTER (WHERE o.ticket_id = $2))::int AS "onTicket"
     FROM unnest($4::int[]) AS w(minutes) LEFT JOIN outgoing_mails o ON (o.content->>'isAutomatic')::boolean AND o.created_at > $3::timestamptz - make_interval(mins => w.minutes)
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(o.recipients) r WHERE lower(r->>'address') = $1)
     GROUP BY w.minutes`,
    [to, ticketId, ctx.now, OVERALL.map(([minutes]) => minutes)],
  );
  const isBelow = rows.every(({ minutes, onTicket, overall }) => {
    const most = (caps: typeof OVERALL) => caps.find(([window]) => window === minutes)?.[1] ?? Number.POSITIVE_INFINITY;
    return onTicket < most(PER_TICKET) && overall < most(OVERALL);
  });
  return isBelow && !(await hasBounced(ctx, to));
}

/** Index: mails_out_addresses. */
async function hasBounced(ctx: Ctx, address: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(
    `SELECT 1 FROM mails m JOIN messages g ON g.id = m.id WHERE m.direction = 'out' AND m.addresses @> ARRAY[$1::text] AND m.received_at > $2
       AND g.mail->>'state' = 'bounced' AND (g.mail->'bounce'->>'hard')::boolean LIMIT 1`,
    [address, new Date(ctx.now.getTime() - BOUNCE_MS)],
  );
  return rows.length > 0;
}
