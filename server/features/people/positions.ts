import type { editPerson } from '../../../shared/contract/people.js';
import type { Position } from '../../../shared/models/people.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { newId } from '../../core/id.js';

type PositionInputs = NonNullable<InputOf<typeof editPerson>['positions']>;

/** The positions to store for a typed list: one per company, exactly one primary, those there before with their identity. */
export function readPositions(inputs: PositionInputs, existing: readonly Position[]): Position[] {
  const distinct = inputs.filter((input, index) => inputs.findIndex((other) => other.companyId === input.companyId) === index);
  const primary = Math.max(
    0,
    distinct.findIndex((input) => input.isPrimary),
  );
  return distinct.map((input, index) => ({
    id: existing.find((position) => position.companyId === input.companyId)?.id ?? newId(),
    companyId: input.companyId,
    role: input.role.trim(),
    managerId: input.managerId ?? null,
    isPrimary: index === primary,
  }));
}

/** Makes `rows` the positions of the person. Throws MANAGER_CYCLE and MANAGER_ELSEWHERE, NOT_FOUND for missing companies by the foreign key. */
export async function savePositions(ctx: Ctx, personId: string, rows: readonly Position[]): Promise<void> {
  const hasManager = rows.some((row) => row.managerId !== null);
  // Two edits that each look right can close a ring together: those that set a superior wait for each other.
  if (hasManager) await ctx.db.query(`SELECT pg_advisory_xact_lock(hashtext('people.managers'))`);
  // The row that stops being primary must go first, or the partial unique index refuses the new one.
  await ctx.db.query('UPDATE positions SET is_primary = false WHERE person_id = $1 AND is_primary', [personId]);
  await ctx.db.query('DELETE FROM positions WHERE person_id = $1 AND id <> ALL($2::uuid[])', [personId, rows.map((row) => row.id)]);
  await ctx.db.query(
    `INSERT INTO positions (id, person_id, company_id, role, manager_id, is_primary, place, created_at)
     SELECT r.id, $2, r."companyId", r.role, r."managerId", r."isPrimary", r.place, $3
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "companyId" uuid, role text, "managerId" uuid, "isPrimary" boolean, place int)
     ON CONFLICT (id) DO UPDATE SET role = EXCLUDED.role, manager_id = EXCLUDED.manager_id, is_primary = EXCLUDED.is_primary, place = EXCLUDED.place`,
    [JSON.stringify(rows.map((row, place) => ({ ...row, place }))), personId, ctx.now],
  );
  if (hasManager) for (const row of rows) if (row.managerId !== null) await checkManager(ctx, personId, row);
}

/** A superior works in the same company tree, and nobody is above themselves there. */
async function checkManager(ctx: Ctx, personId: string, position: Position): Promise<void> {
  const rows: { isThere: boolean; isCycle: boolean }[] = await ctx.db.query(
    `WITH RECURSIVE up AS (SELECT id, parent_id FROM companies WHERE id = $1 UNION SELECT c.id, c.parent_id FROM up JOIN companies c ON c.id = up.parent_id),
       tree AS (SELECT id FROM up WHERE parent_id IS NULL UNION SELECT c.id FROM tree JOIN companies c ON c.parent_id = tree.id),
       above AS (SELECT $3::uuid AS id UNION
         SELECT o.manager_id FROM above JOIN positions o ON o.person_id = above.id JOIN tree ON tree.id = o.company_id WHERE o.manager_id IS NOT NULL)
     SELECT EXISTS (SELECT 1 FROM positions o JOIN tree ON tree.id = o.company_id WHERE o.person_id = $3) AS "isThere",
       EXISTS (SELECT 1 FROM above WHERE id = $2) AS "isCycle"`,
    [position.companyId, personId, position.managerId],
  );
  if (rows[0]?.isCycle) throw new AppError('MANAGER_CYCLE', 'A person would become their own superior.');
  if (!rows[0]?.isThere) throw new AppError('MANAGER_ELSEWHERE', 'The superior does not work in this company.');
}
