import type { Direction, InteractionKind } from '../../../shared/models/history.js';
import { room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { refreshPersonFacts } from '../people/index.js';

/** One contact to be written into the history. */
export interface NewInteraction {
  kind: InteractionKind;
  direction: Direction | null;
  at: Date;
  durationS?: number | null;
  personId: string | null;
  /** Left out: the company of the person's first position. */
  companyId?: string | null;
  ticketId?: string | null;
  /** A call has one interaction: recorded again (an edited wrap-up) it is changed. */
  callId?: string | null;
  /** The mail in a ticket's history that this contact is. */
  messageId?: string | null;
  accountId?: string | null;
  /** The team whose contact it was; decides who may read it when that team is confidential. */
  teamId?: string | null;
  summary: string;
  text?: string;
  outcome?: string | null;
  isHuman?: boolean;
  isLoggedByHand?: boolean;
  isDemo?: boolean;
}
/** The row as it was saved. */
export interface SavedInteraction {
  id: string;
  version: number;
  personId: string | null;
  companyId: string | null;
  ticketId: string | null;
}

const UPSERT = `
INSERT INTO interactions AS i (id, created_at, updated_at, kind, direction, at, duration_s, person_id, company_id, ticket_id, call_id, account_id, team_id, summary, text,
  outcome, is_human, is_logged_by_hand, is_demo, message_id)
VALUES ($1, $2, $2, $3, $4, $5, $6, $7::uuid, CASE WHEN $18 THEN (SELECT company_id FROM positions WHERE person_id = $7::uuid AND is_primary) ELSE $8::uuid END, $9, $10, $11, $12,
  $13, $14, $15, $16, $17, $19, $20)
ON CONFLICT (call_id) WHERE call_id IS NOT NULL DO UPDATE SET version = i.version + 1, updated_at = EXCLUDED.updated_at, direction = EXCLUDED.direction, at = EXCLUDED.at,
  duration_s = EXCLUDED.duration_s, person_id = EXCLUDED.person_id, company_id = EXCLUDED.company_id, ticket_id = EXCLUDED.ticket_id, account_id = EXCLUDED.account_id,
  team_id = EXCLUDED.team_id, summary = EXCLUDED.summary, text = EXCLUDED.text, outcome = EXCLUDED.outcome
RETURNING id, version, person_id AS "personId", company_id AS "companyId", ticket_id AS "ticketId"`;

/** Writes a contact into the history, keeps the facts of person and company, and tells the pages that show them. Returns its id and version. */
export async function recordInteraction(ctx: Ctx, input: NewInteraction): Promise<SavedInteraction> {
  const before = input.callId ? await previous(ctx, input.callId) : null;
  const saved = await save(ctx, input);
  const { id, version, personId, companyId } = saved;
  await refreshPersonFacts(ctx, { personId, companyId }, { contactAt: input.at });
  const roomsBefore = [
    ...(before?.personId ? [room.person(before.personId)] : []),
    ...(before?.companyId ? [room.company(before.companyId)] : []),
    ...(before?.ticketId ? [room.ticket(before.ticketId)] : []),
  ];
  await ctx.publish('interaction.changed', { id, version, personId, companyId }, { roomsBefore });
  return saved;
}

/** The contact a mail is is not waited for: mail comes in bursts, and what it names was read in this transaction. */
async function save(ctx: Ctx, input: NewInteraction): Promise<SavedInteraction> {
  const id = newId();
  const { personId, companyId, ticketId = null } = input;
  if (input.messageId && !input.callId && companyId !== undefined) {
    ctx.write(UPSERT, values(ctx, id, input));
    return { id, version: 1, personId, companyId, ticketId };
  }
  const [saved]: SavedInteraction[] = await ctx.db.query(UPSERT, values(ctx, id, input));
  if (saved === undefined) throw new Error('INSERT … RETURNING gave no row');
  return saved;
}

async function previous(ctx: Ctx, callId: string): Promise<SavedInteraction | null> {
  const rows: SavedInteraction[] = await ctx.db.query(
    'SELECT id, version, person_id AS "personId", company_id AS "companyId", ticket_id AS "ticketId" FROM interactions WHERE call_id = $1 FOR UPDATE',
    [callId],
  );
  return rows[0] ?? null;
}

function values(ctx: Ctx, id: string, input: NewInteraction): unknown[] {
  return [
    id,
    ctx.now,
    input.kind,
    input.direction,
    input.at,
    input.durationS ?? null,
    input.personId,
    input.companyId ?? null,
    input.ticketId ?? null,
    input.callId ?? null,
    input.accountId ?? null,
    input.teamId ?? null,
    input.summary,
    input.text ?? '',
    input.outcome ?? null,
    input.isHuman ?? true,
    input.isLoggedByHand ?? false,
    input.companyId === undefined,
    input.isDemo ?? false,
    input.messageId ?? null,
  ];
}
