import type { TicketCondition, TicketSavedView } from '../../../../shared/models/ticket-views.js';
import type { Ctx } from '../../../core/context.js';
import { readConditions } from './read-conditions.js';
import type { TicketViewRow } from './ticket-view.entity.js';

const TABLES = { team: 'teams', owner: 'accounts', reason: 'ticket_reasons', person: 'persons', company: 'companies' } as const;
type Named = keyof typeof TABLES;
const NAMED: readonly Named[] = ['team', 'owner', 'reason', 'person', 'company'];
const ID = /^[0-9a-f]{8}-/i;

/** Views as they travel, with the ids in their conditions that lead nowhere any more. */
export async function presentViews(ctx: Ctx, rows: readonly TicketViewRow[]): Promise<TicketSavedView[]> {
  const read = rows.map((row) => ({ row, ...readConditions(row.conditions) }));
  const there = await existing(
    ctx,
    read.flatMap(({ conditions }) => conditions),
  );
  return read.map(({ row, conditions, isUnreadable }) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    audience: row.ownerId !== null ? 'me' : row.teamId !== null ? 'team' : 'all',
    teamId: row.teamId,
    ownerId: row.ownerId,
    conditions,
    sort: row.sort,
    columns: row.columns,
    isUnreadable,
    goneIds: [...new Set(NAMED.flatMap((field) => idsOf(conditions, field)))].filter((id) => !there.has(id)),
  }));
}

function idsOf(conditions: readonly TicketCondition[], field: Named): string[] {
  return conditions.flatMap((one) => (one.field === field ? one.values.filter((value) => ID.test(value)) : []));
}

async function existing(ctx: Ctx, conditions: readonly TicketCondition[]): Promise<Set<string>> {
  const asked = NAMED.map((field) => ({ field, ids: idsOf(conditions, field) })).filter(({ ids }) => ids.length > 0);
  if (asked.length === 0) return new Set();
  const rows: { id: string }[] = await ctx.db.query(
    asked.map(({ field }, at) => `SELECT id FROM ${TABLES[field]} WHERE id = ANY($${at + 1}::uuid[])`).join(' UNION ALL '),
    asked.map(({ ids }) => ids),
  );
  return new Set(rows.map(({ id }) => id));
}
