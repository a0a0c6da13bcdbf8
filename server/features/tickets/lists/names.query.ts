import type { Ctx } from '../../../core/context.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentNumber } from '../ticket.presenter.js';

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

/** The numbers of tickets as they are shown, by ticket id. Says no more than the number, so it asks for no right to see the ticket. */
export async function ticketNumbersOf(ctx: Ctx, ticketIds: readonly (string | null)[]): Promise<Record<string, string>> {
  const ids = present(ticketIds);
  if (ids.length === 0) return {};
  const rows: { id: string; number: string }[] = await ctx.db.query('SELECT id, number FROM tickets WHERE id = ANY($1::uuid[])', [ids]);
  const style = await numberStyle(ctx);
  return Object.fromEntries(rows.map(({ id, number }) => [id, presentNumber(number, style).numberText]));
}

function present(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
