import type { TicketCondition, TimeStretch } from '../../../../shared/models/ticket-views.js';
import type { Ctx } from '../../../core/context.js';
import type { Condition } from '../../../core/db/condition.js';
import { teamsOf } from '../tickets.policy.js';

type Fits = { sql: string; params: readonly unknown[] };
type IdField = 'team' | 'owner' | 'reason' | 'person' | 'company';
type Listed = Extract<TicketCondition, { values: readonly unknown[] }>;

const HOUR_MS = 3_600_000;
const ID_COLUMNS: Record<IdField, string> = {
  team: 't.team_id',
  owner: 't.owner_id',
  reason: 't.reason_id',
  person: 't.person_id',
  company: 't.company_id',
};
const TIME_COLUMNS = { created: 't.created_at', updated: 't.updated_at', active: 't.active_at', ended: 't.ended_at' } as const;

/**
 * Conditions of a view as SQL on `tickets t`, for the actor who asks: "me" and "my teams" are theirs. They narrow and never widen: what the actor may see
 * is asked besides. Unless a condition speaks of ended tickets, only open ones fit.
 */
export function compileConditions(ctx: Ctx, conditions: readonly TicketCondition[]): Condition[] {
  const compiled = conditions.map((condition) => {
    const { sql, params } = fits(ctx, condition);
    return condition.is === 'any' ? { sql, params } : { sql: `(${sql}) IS NOT TRUE`, params };
  });
  return conditions.some(speaksOfEnded) ? compiled : [{ sql: 't.ended_at IS NULL', params: [] }, ...compiled];
}

function speaksOfEnded(condition: TicketCondition): boolean {
  if (condition.field === 'ended') return condition.is === 'any';
  if (condition.field === 'thanked') return condition.is === 'any';
  return condition.field === 'status' && condition.is === 'any' && condition.values.some((one) => one === 'solved' || one === 'closed');
}

function fits(ctx: Ctx, condition: TicketCondition): Fits {
  switch (condition.field) {
    case 'created':
    case 'updated':
    case 'active':
    case 'ended':
      return within(TIME_COLUMNS[condition.field], condition.when, ctx.now);
    case 'followed':
      return { sql: 't.follower_ids @> ARRAY[$1::uuid]', params: [ctx.actor.id] };
    case 'snoozed':
      return { sql: "t.status = 'planned'", params: [] };
    case 'answered':
      return { sql: 't.first_answered_at IS NOT NULL', params: [] };
    case 'thanked':
      return { sql: 't.quiet_replies > 0', params: [] };
    default:
      return oneOf(ctx, condition);
  }
}

function oneOf(ctx: Ctx, condition: Listed): Fits {
  switch (condition.field) {
    case 'status':
    case 'kind':
    case 'channel':
      return { sql: `t.${condition.field} = ANY($1::text[])`, params: [condition.values] };
    case 'priority':
      return { sql: 't.priority = ANY($1::smallint[])', params: [condition.values] };
    case 'tag':
      return { sql: 't.tags && $1::text[]', params: [condition.values] };
    case 'subject':
      return { sql: 'lower(t.subject) LIKE ANY($1::text[])', params: [condition.values.map(pattern)] };
    default:
      return oneOfIds(ctx, condition.field, condition.values);
  }
}

/** Words in their order with anything between them. */
function pattern(words: string): string {
  const escaped = words
    .toLowerCase()
    .trim()
    .replace(/[\\%_]/g, '\\$&');
  return `%${escaped.split(/\s+/).join('%')}%`;
}

/** Where people of `$1` who were merged are now: a view about one of them goes on. */
const MERGED_INTO = `ARRAY(WITH RECURSIVE up AS (
    SELECT p.merged_into_id AS id FROM persons p WHERE p.id = ANY($1::uuid[]) UNION SELECT p.merged_into_id FROM up JOIN persons p ON p.id = up.id)
  SELECT up.id FROM up WHERE up.id IS NOT NULL)`;

function oneOfIds(ctx: Ctx, field: IdField, values: readonly string[]): Fits {
  const column = ID_COLUMNS[field];
  const teams = teamsOf(ctx.actor);
  const ids = values.filter((value) => value.includes('-') && value !== 'my-teams');
  if (values.includes('me') && ctx.actor.id !== null) ids.push(ctx.actor.id);
  if (values.includes('mine')) ids.push(...teams);
  const parts = [field === 'person' ? `${column} = ANY($1::uuid[] || ${MERGED_INTO})` : `${column} = ANY($1::uuid[])`];
  const params: unknown[] = [ids];
  if (values.includes('none')) parts.push(`${column} IS NULL`);
  if (values.includes('my-teams')) {
    parts.push(`${column} IN (SELECT m.account_id FROM team_members m WHERE m.team_id = ANY($2::uuid[]))`);
    params.push(teams);
  }
  return { sql: parts.join(' OR '), params };
}

function within(column: string, when: TimeStretch, now: Date): Fits {
  if ('last' in when) {
    const since = new Date(now.getTime() - when.last * HOUR_MS * (when.unit === 'days' ? 24 : 1));
    return { sql: `${column} >= $1::timestamptz`, params: [since] };
  }
  return {
    sql: `${column} >= coalesce($1::timestamptz, '-infinity') AND ${column} < coalesce($2::timestamptz, 'infinity')`,
    params: [when.from, when.to],
  };
}
