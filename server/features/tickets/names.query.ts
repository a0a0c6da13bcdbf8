import type { Ctx } from '../../core/context.js';

/** Display names of persons and companies by id, for lists that speak of them. Ids that lead nowhere are left out. */
export async function namesOf(
  ctx: Ctx,
  of: { personIds: readonly (string | null)[]; companyIds: readonly (string | null)[] },
): Promise<Record<string, string>> {
  const persons = present(of.personIds);
  const companies = present(of.companyIds);
  if (persons.length + companies.length === 0) return {};
  const rows: { id: string; name: string }[] = await ctx.db.query(
    `SELECT id, concat_ws(' ', title, nullif(given_name, ''), nullif(family_name, '')) AS name FROM persons WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id, name FROM companies WHERE id = ANY($2::uuid[])`,
    [persons, companies],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

function present(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
