import type { listPeople as operation } from '../../../shared/contract/people.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { and, bind, type Condition } from '../../core/db/condition.js';
import { readCursor, writeCursor } from '../../core/db/cursor.js';
import { type PersonLiteRow, presentPersonLite } from './people.presenter.js';
import { PERSON_LITE_COLUMNS, PERSON_LITE_JOINS } from './person-lite-sql.js';
import { type WorkSight, withSeenTickets } from './seen-work.query.js';

type Input = InputOf<typeof operation>;
interface Row extends PersonLiteRow {
  sortName: string;
}

/** Records that went up in another one are not listed. */
const STANDS = { sql: 'p.merged_into_id IS NULL', params: [] };

/** One page of people by name, or those with the latest contact first (people never in contact are not in that list). */
export async function listPeople(ctx: Ctx, input: Input, sight: WorkSight): Promise<OutputOf<typeof operation>> {
  const limit = input.limit ?? 50;
  const byContact = input.sort === 'last-contact';
  const where = and([
    STANDS,
    ...filters(input),
    ...(input.cursor ? [after(input.cursor, byContact)] : []),
    ...(byContact ? [HAS_CONTACT] : []),
  ]);
  const rows: Row[] = await ctx.db.query(
    `SELECT ${PERSON_LITE_COLUMNS}, p.sort_name AS "sortName" FROM persons p ${PERSON_LITE_JOINS} WHERE ${bind(where, 1)}
     ORDER BY ${byContact ? 'f.last_interaction_at DESC, f.person_id DESC' : 'p.sort_name, p.id'} LIMIT $1`,
    [limit + 1, ...where.params],
  );
  const shown = await withSeenTickets(ctx, sight, { column: 'person_id', rows: rows.slice(0, limit) });
  const items = shown.map(({ sortName: _sortName, ...row }) => presentPersonLite(row));
  const last = rows[limit - 1];
  const key = last && (byContact ? (last.lastInteractionAt?.toISOString() ?? '') : last.sortName);
  return { items, cursor: rows.length > limit && last ? writeCursor([key ?? '', last.id]) : null };
}

const HAS_CONTACT: Condition = { sql: 'f.last_interaction_at IS NOT NULL', params: [] };

function after(cursor: string, byContact: boolean): Condition {
  const params = readCursor(cursor, 2);
  return byContact
    ? { sql: '(f.last_interaction_at, f.person_id) < ($1::timestamptz, $2::uuid)', params }
    : { sql: '(p.sort_name, p.id) > ($1::text, $2::uuid)', params };
}

function filters(input: Input): Condition[] {
  const conditions: Condition[] = [];
  if (input.kind) conditions.push({ sql: 'p.kind = $1', params: [input.kind] });
  if (input.ownerId) conditions.push({ sql: 'p.owner_id = $1', params: [input.ownerId] });
  if (input.vip !== undefined) conditions.push({ sql: 'p.is_vip = $1', params: [input.vip] });
  if (input.companyId)
    conditions.push({ sql: 'p.id IN (SELECT person_id FROM positions WHERE company_id = $1)', params: [input.companyId] });
  return conditions;
}
