import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { personNameSql } from '../people/index.js';

interface Who {
  name: string;
  companyId: string | null;
  companyName: string | null;
}

/** A person as a call names them, with their first company. Throws NOT_FOUND. */
export async function whoIs(ctx: Ctx, personId: string): Promise<Who> {
  const rows: Who[] = await ctx.db.query(
    `SELECT ${personNameSql('p')} AS name, c.id AS "companyId", c.name AS "companyName" FROM persons p
     LEFT JOIN positions o ON o.person_id = p.id AND o.is_primary LEFT JOIN companies c ON c.id = o.company_id WHERE p.id = $1`,
    [personId],
  );
  return found(rows[0], 'person');
}
