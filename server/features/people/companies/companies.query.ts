import type { companyTree, getCompany as getOperation, listCompanies as listOperation } from '../../../../shared/contract/people.js';
import type { CompanyMember } from '../../../../shared/models/people.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { and, bind, type Condition } from '../../../core/db/condition.js';
import { readCursor, writeCursor } from '../../../core/db/cursor.js';
import { found } from '../../../core/errors.js';
import { type CompanyRow, type PersonLiteRow, presentCompany, presentPersonLite } from '../people.presenter.js';
import { personNameSql } from '../person-name.js';
import { type WorkSight, withSeenTickets } from '../seen-work.query.js';
import { COMPANY_COLUMNS, loadCompany, loadPaths } from './load-company.query.js';

interface MemberRow extends PersonLiteRow {
  managerId: string | null;
  positionId: string;
  isDemo: boolean;
  total: string;
}

const MEMBERS_SHOWN = 200;
const TREE_MEMBERS_SHOWN = 300;

/** A company with the path above it and its people. Throws NOT_FOUND. */
export async function getCompany(ctx: Ctx, input: { companyId: string }, sight: WorkSight): Promise<OutputOf<typeof getOperation>> {
  const company = await loadCompany(ctx, input.companyId);
  const path = await loadPaths(ctx, [company.id]);
  const rows = await loadMembers(ctx, sight, { companyIds: [company.id], limit: MEMBERS_SHOWN });
  return { company, path, members: rows.map(presentMember), membersTotal: Number(rows[0]?.total ?? 0) };
}

/** People with a position in one of the companies, by name; `total` counts all. */
async function loadMembers(
  ctx: Ctx,
  sight: WorkSight,
  { companyIds, limit }: { companyIds: readonly string[]; limit: number },
): Promise<MemberRow[]> {
  const rows: MemberRow[] = await ctx.db.query(
    `SELECT p.id, ${personNameSql('p')} AS name, nullif(o.role, '') AS role, o.company_id AS "companyId", c.name AS "companyName", p.is_vip AS "isVip",
       p.warning IS NOT NULL AS "hasWarning", f.last_interaction_at AS "lastInteractionAt", coalesce(f.open_tickets, 0) AS "openTickets",
       o.manager_id AS "managerId", o.id AS "positionId", p.is_demo AS "isDemo", count(*) OVER () AS total
     FROM positions o JOIN persons p ON p.id = o.person_id JOIN companies c ON c.id = o.company_id LEFT JOIN person_facts f ON f.person_id = p.id
     WHERE o.company_id = ANY($1::uuid[]) ORDER BY p.sort_name, p.id LIMIT $2`,
    [companyIds, limit],
  );
  return withSeenTickets(ctx, sight, { column: 'person_id', rows });
}

function presentMember({ total: _total, ...row }: MemberRow): CompanyMember {
  return presentPersonLite(row);
}

/** One page of companies by name. */
export async function listCompanies(ctx: Ctx, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50;
  const conditions: Condition[] = [];
  if (input.tier) conditions.push({ sql: 'c.tier = $1', params: [input.tier] });
  if (input.relation) conditions.push({ sql: 'c.relation = $1', params: [input.relation] });
  if (input.ownerId) conditions.push({ sql: 'c.owner_id = $1', params: [input.ownerId] });
  if (input.rootsOnly) conditions.push({ sql: 'c.parent_id IS NULL', params: [] });
  if (input.cursor) conditions.push({ sql: '(c.sort_name, c.id) > ($1::text, $2::uuid)', params: readCursor(input.cursor, 2) });
  const where = and(conditions);
  const rows: (CompanyRow & { sortName: string })[] = await ctx.db.query(
    `SELECT ${COMPANY_COLUMNS}, c.sort_name AS "sortName" FROM companies c WHERE ${bind(where, 1)} ORDER BY c.sort_name, c.id LIMIT $1`,
    [limit + 1, ...where.params],
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const items = rows.slice(0, limit).map(({ sortName: _sortName, ...row }) => presentCompany(row));
  return { items, cursor: last ? writeCursor([last.sortName, last.id]) : null };
}

/** The whole tree a company stands in, parents before daughters, daughters by name; counts of each level alone. Throws NOT_FOUND. */
export async function companyTreeQuery(ctx: Ctx, input: { companyId: string }, sight: WorkSight): Promise<OutputOf<typeof companyTree>> {
  const nodes: OutputOf<typeof companyTree>['items'] = await ctx.db.query(
    `WITH RECURSIVE up AS (SELECT id, parent_id FROM companies WHERE id = $1 UNION SELECT c.id, c.parent_id FROM up JOIN companies c ON c.id = up.parent_id),
       tree AS (
         SELECT c.id, 1 AS level FROM up JOIN companies c ON c.id = up.id WHERE up.parent_id IS NULL
         UNION SELECT c.id, tree.level + 1 FROM tree JOIN companies c ON c.parent_id = tree.id)
     SELECT c.id, c.name, c.kind, c.parent_id AS "parentId", c.tier, coalesce(f.open_tickets, 0) AS "openTickets",
       (SELECT count(*)::int FROM positions o WHERE o.company_id = c.id) AS people
     FROM tree JOIN companies c ON c.id = tree.id LEFT JOIN company_facts f ON f.company_id = c.id ORDER BY tree.level, c.sort_name, c.id LIMIT 2000`,
    [input.companyId],
  );
  found(nodes[0], 'company');
  const items = await withSeenTickets(ctx, sight, { column: 'company_id', rows: nodes });
  const rows = await loadMembers(ctx, sight, { companyIds: items.map((item) => item.id), limit: TREE_MEMBERS_SHOWN });
  return { items, members: rows.map(presentMember) };
}
