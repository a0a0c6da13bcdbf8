import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';

/**
 * Refuses a parent that stands below the company. All moves wait for each other: two that each look right (A under B, B under A) would make a ring
 * when they run at once. Throws COMPANY_CYCLE with the path of names from the company down to the wished parent.
 */
export async function refuseCycle(ctx: Ctx, companyId: string, parentId: string): Promise<void> {
  await ctx.db.query(`SELECT pg_advisory_xact_lock(hashtext('people.company-tree'))`);
  const above: { id: string; name: string }[] = await ctx.db.query(
    `WITH RECURSIVE up AS (SELECT id, name, parent_id FROM companies WHERE id = $1 UNION SELECT c.id, c.name, c.parent_id FROM up JOIN companies c ON c.id = up.parent_id)
     SELECT id, name FROM up`,
    [parentId],
  );
  const at = above.findIndex((company) => company.id === companyId);
  if (at < 0) return;
  const path = above.slice(0, at + 1).map((company) => company.name);
  throw new AppError('COMPANY_CYCLE', 'The company would become its own ancestor.', { path: path.reverse() });
}
