import type { Ctx } from '../../core/context.js';

interface Moved {
  id: string;
  version: number;
  personId: string | null;
  companyId: string | null;
}

/** Contacts stand on another ticket from now. The pages of their people and companies hear of it once each, for they fetch the whole anew. */
export async function moveInteractions(ctx: Ctx, ids: readonly string[], ticketId: string): Promise<void> {
  if (ids.length === 0) return;
  const rows: Moved[] = await ctx.db.query(
    `WITH moved AS (
       UPDATE interactions SET ticket_id = $2, version = version + 1, updated_at = $3 WHERE id = ANY($1::uuid[]) RETURNING id, version, person_id, company_id
     ) SELECT DISTINCT ON (person_id, company_id) id, version, person_id AS "personId", company_id AS "companyId" FROM moved ORDER BY person_id, company_id, id`,
    [ids, ticketId, ctx.now],
  );
  for (const row of rows) await ctx.publish('interaction.changed', row);
}
