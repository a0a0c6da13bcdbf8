import type { companyHistory as companyOperation, personHistory as personOperation } from '../../../shared/contract/history.js';
import { InteractionKind } from '../../../shared/models/history.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { and, bind, type Condition } from '../../core/db/condition.js';
import { readCursor, writeCursor } from '../../core/db/cursor.js';
import { AppError, found } from '../../core/errors.js';
import { type InteractionRow, interactionColumns, presentInteraction } from './interaction.presenter.js';
import { hiddenFrom, readerOf } from './interactions.policy.js';

type Page = OutputOf<typeof personOperation>;
type Filter = Omit<InputOf<typeof personOperation>, 'personId'>;

/** Ids of a company and all its daughters, for the alias of nothing else: `$1` is the company. */
export const WITH_DAUGHTERS = `WITH RECURSIVE down AS (SELECT $1::uuid AS id UNION SELECT c.id FROM down JOIN companies c ON c.parent_id = down.id)`;

/** One page of everything that happened with a person, newest first; index interactions_person. Throws NOT_FOUND. */
export async function personHistory(ctx: Ctx, input: InputOf<typeof personOperation>): Promise<Page> {
  await requireRow(ctx, 'persons', input.personId);
  const { select, params, limit } = statement(ctx, input);
  const rows: InteractionRow[] = await ctx.db.query(`${select} AND i.person_id = $1 ORDER BY i.at DESC, i.id DESC LIMIT ${limit + 1}`, [
    input.personId,
    ...params,
  ]);
  return present(rows, limit);
}

/** The same for a company, with its daughters unless told otherwise: the newest of each company by index interactions_company, merged. */
export async function companyHistory(ctx: Ctx, input: InputOf<typeof companyOperation>): Promise<Page> {
  await requireRow(ctx, 'companies', input.companyId);
  const { select, params, limit } = statement(ctx, input);
  const scope = input.daughters === false ? 'WITH down AS (SELECT $1::uuid AS id)' : WITH_DAUGHTERS;
  const rows: InteractionRow[] = await ctx.db.query(
    `${scope} SELECT x.* FROM down CROSS JOIN LATERAL (${select} AND i.company_id = down.id ORDER BY i.at DESC, i.id DESC LIMIT ${limit + 1}) x
     ORDER BY x.at DESC, x.id DESC LIMIT ${limit + 1}`,
    [input.companyId, ...params],
  );
  return present(rows, limit);
}

/** Throws NOT_FOUND for a person or company that does not exist. */
export async function requireRow(ctx: Ctx, table: 'persons' | 'companies', id: string): Promise<void> {
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
  found(rows[0], table === 'persons' ? 'person' : 'company');
}

/** SELECT … WHERE with the filter; `$1` stays free for the owner. */
function statement(ctx: Ctx, filter: Filter): { select: string; params: readonly unknown[]; limit: number } {
  const hidden = hiddenFrom(readerOf(ctx.actor), 'i');
  const where = and(conditions(filter));
  const select = `SELECT ${interactionColumns(bind(hidden, 1))} FROM interactions i WHERE ${bind(where, 1 + hidden.params.length)}`;
  return { select, params: [...hidden.params, ...where.params], limit: filter.limit ?? 50 };
}

function conditions(filter: Filter): Condition[] {
  const list: Condition[] = [];
  if (filter.kinds) list.push({ sql: 'i.kind = ANY($1::text[])', params: [filter.kinds.split(',').map(readKind)] });
  if (filter.human) list.push({ sql: 'i.is_human', params: [] });
  if (filter.from) list.push({ sql: 'i.at >= $1::timestamptz', params: [filter.from] });
  if (filter.until) list.push({ sql: 'i.at < $1::timestamptz', params: [filter.until] });
  if (filter.cursor) list.push({ sql: '(i.at, i.id) < ($1::timestamptz, $2::uuid)', params: readCursor(filter.cursor, 2) });
  return list;
}

function readKind(text: string): string {
  const kind = InteractionKind.safeParse(text);
  if (!kind.success) throw new AppError('INVALID_INPUT', `"${text}" is no kind of interaction.`, { field: 'kinds' });
  return kind.data;
}

function present(rows: readonly InteractionRow[], limit: number): Page {
  const items = rows.slice(0, limit).map(presentInteraction);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, cursor: last ? writeCursor([last.at, last.id]) : null };
}
