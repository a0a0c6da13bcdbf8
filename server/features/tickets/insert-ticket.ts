import type { Ticket, TicketChannel, TicketKind, TicketStatus } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { countOpenTickets } from './count-open-tickets.js';
import { numberStyle } from './numbers/number-style.js';
import { withReferences } from './reference-error.js';
import { presentTicket } from './ticket.presenter.js';
import type { TicketColumns } from './ticket-columns.js';

/** What a new ticket is made of; the rest has defaults or is drawn. */
export interface NewTicket {
  subject: string;
  kind: TicketKind;
  status: Exclude<TicketStatus, 'solved' | 'closed'>;
  reasonId?: string | undefined;
  priority?: number | undefined;
  teamId: string | null;
  ownerId: string | null;
  followerIds?: readonly string[];
  personId?: string | null | undefined;
  companyId?: string | null | undefined;
  tags?: readonly string[] | undefined;
  isDemo?: boolean;
  /** How it came; `mail` is a customer's, whoever delivered it. Somebody here made it when nothing is said. */
  channel?: TicketChannel;
  /** Counter of a number drawn before (for a call); a new one is drawn without it. */
  counter?: number;
}

/** Priority of a ticket nobody ranked: 3, normal. */
const NORMAL = 3;

/**
 * Inserts a ticket with its number, publishes `ticket.created` and audits it. One statement draws the number, inserts it and the ticket: this is the
 * hot path of the benchmark. Throws INVALID_REFERENCE for an id that leads nowhere.
 */
export async function insertTicket(ctx: Ctx, ticket: NewTicket): Promise<Ticket> {
  const row = newRow(ctx, ticket);
  const [inserted]: { number: string }[] = await withReferences(() =>
    ctx.db.query(ticket.counter === undefined ? DRAW_AND_INSERT : ASSIGN_AND_INSERT, [
      ...PARAMETERS.map((name) => row[name]),
      ticket.counter ?? null,
    ]),
  );
  if (!inserted) throw new Error('the ticket number was not drawn, or belongs to a ticket already');
  const presented = presentTicket({ ...row, number: inserted.number }, await numberStyle(ctx));
  await countOpenTickets(ctx, null, row);
  await ctx.audit({ entity: 'tickets', entityId: row.id, action: 'created' });
  await ctx.publish('ticket.created', presented);
  return presented;
}

function newRow(ctx: Ctx, ticket: NewTicket): Omit<TicketColumns, 'number'> {
  return {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    subject: ticket.subject,
    kind: ticket.kind,
    reasonId: ticket.reasonId ?? null,
    status: ticket.status,
    priority: ticket.priority ?? NORMAL,
    teamId: ticket.teamId,
    ownerId: ticket.ownerId,
    followerIds: [...(ticket.followerIds ?? [])],
    personId: ticket.personId ?? null,
    companyId: ticket.companyId ?? null,
    tags: [...(ticket.tags ?? [])],
    plannedFor: null,
    activeAt: ctx.now,
    endedAt: null,
    createdById: ticket.channel === 'mail' ? null : ctx.actor.id,
    firstAnsweredAt: null,
    quietReplies: 0,
    mentionedIds: [],
    channel: ticket.channel ?? 'desk',
    mergedIntoId: null,
    isDemo: ticket.isDemo ?? false,
  };
}

/** In the order of the placeholders below. */
const PARAMETERS = [
  'id',
  'createdAt',
  'subject',
  'kind',
  'reasonId',
  'status',
  'priority',
  'teamId',
  'ownerId',
  'followerIds',
  'personId',
  'companyId',
  'tags',
  'createdById',
  'isDemo',
  'channel',
] as const;

const INSERT = `INSERT INTO tickets (id, version, created_at, updated_at, active_at, number, subject, kind, reason_id, status, priority, team_id, owner_id,
    follower_ids, person_id, company_id, tags, created_by_id, is_demo, channel)
  SELECT $1, 1, $2, $2, $2, n.number, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 FROM n RETURNING number`;

/** `$17` is null here; it keeps both statements' parameters alike. */
const DRAW_AND_INSERT = `WITH n AS (
    INSERT INTO ticket_numbers (number, ticket_id, drawn_at) VALUES (coalesce($17::bigint, nextval('ticket_number_seq')), $1, $2) RETURNING number
  ) ${INSERT}`;

const ASSIGN_AND_INSERT = `WITH n AS (UPDATE ticket_numbers SET ticket_id = $1 WHERE number = $17 AND ticket_id IS NULL RETURNING number) ${INSERT}`;
