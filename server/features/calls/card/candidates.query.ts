import type { CallerCandidate } from '../../../../shared/models/caller-card.js';
import type { Ctx } from '../../../core/context.js';
import { personNameSql } from '../../people/index.js';

interface Row extends Omit<CallerCandidate, 'lastContactAt'> {
  lastContactAt: Date | null;
}

/** The persons a caller may be, in the given order; of those that were merged the record that stands. */
export async function candidatesOf(ctx: Ctx, personIds: readonly string[]): Promise<CallerCandidate[]> {
  const rows: Row[] = await ctx.db.query(
    `SELECT p.id AS "personId", ${personNameSql('p')} AS name, c.id AS "companyId", c.name AS "companyName", f.last_interaction_at AS "lastContactAt"
     FROM (SELECT coalesce(o.merged_into_id, o.id) AS id, min(k.n) AS n FROM unnest($1::uuid[]) WITH ORDINALITY AS k(id, n) JOIN persons o ON o.id = k.id GROUP BY 1) w
     JOIN persons p ON p.id = w.id LEFT JOIN positions o ON o.person_id = p.id AND o.is_primary
     LEFT JOIN companies c ON c.id = o.company_id LEFT JOIN person_facts f ON f.person_id = p.id ORDER BY w.n`,
    [personIds],
  );
  return rows.map((row) => ({ ...row, lastContactAt: row.lastContactAt?.toISOString() ?? null }));
}
