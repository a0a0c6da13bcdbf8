import type { Company, CompanyLite } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { type CompanyRow, presentCompany } from '../people.presenter.js';
import { mailsSql, phonesSql } from '../reach/reach-sql.js';

/** SELECT list of a company model, for the alias `c` of a `companies` row. */
export const COMPANY_COLUMNS = `c.id, c.version, c.name, c.kind, c.parent_id AS "parentId", c.tier, c.relation, c.address, c.website, c.customer_number AS "customerNumber",
  c.owner_id AS "ownerId", c.warning, c.pinned_note AS "pinnedNote", c.notes, c.is_demo AS "isDemo", c.created_at AS "createdAt", c.updated_at AS "updatedAt",
  ${phonesSql('company_id', 'c.id')} AS phones, ${mailsSql('company_id', 'c.id')} AS mails`;

/** A company with numbers and addresses. Throws NOT_FOUND. */
export async function loadCompany(ctx: Ctx, companyId: string): Promise<Company> {
  const rows: CompanyRow[] = await ctx.db.query(`SELECT ${COMPANY_COLUMNS} FROM companies c WHERE c.id = $1`, [companyId]);
  return presentCompany(found(rows[0], 'company'));
}

/** The companies and all their ancestors, each once; an ancestor stands before its descendants. */
export async function loadPaths(ctx: Ctx, companyIds: readonly string[]): Promise<CompanyLite[]> {
  if (companyIds.length === 0) return [];
  return ctx.db.query(
    `WITH RECURSIVE up AS (
       SELECT c.id, c.name, c.kind, c.parent_id, 0 AS height FROM companies c WHERE c.id = ANY($1::uuid[])
       UNION ALL SELECT c.id, c.name, c.kind, c.parent_id, up.height + 1 FROM up JOIN companies c ON c.id = up.parent_id)
     SELECT id, name, kind, parent_id AS "parentId" FROM up GROUP BY id, name, kind, parent_id ORDER BY max(height) DESC, name`,
    [companyIds],
  );
}
