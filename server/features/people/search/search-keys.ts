import { foldName } from '../../../../shared/domain/name-fold.js';
import { searchKeys } from '../../../../shared/domain/name-keys.js';
import type { Ctx } from '../../../core/context.js';

/** Order of people in lists and what trigrams look at: folded family name, then given name. */
export function personSortName(person: { givenName: string; familyName: string }): string {
  return foldName(`${person.familyName} ${person.givenName}`.trim());
}

/** Which of many people with the same key are looked at first, 0–100. */
export function personWeight(person: { isVip: boolean; kind: string }): number {
  return 10 + (person.kind === 'customer' ? 20 : 0) + (person.isVip ? 40 : 0);
}

/** Companies come before people of the same name; key accounts first. */
export function companyWeight(company: { tier: string | null }): number {
  return 80 + (company.tier === 'key' ? 15 : 0);
}

/** The keys to store for a name: kind letter and key as one text, as the table holds them. For seeding too. */
export function storedKeys(name: string): string[] {
  return searchKeys(name).map(({ kind, key }) => kind + key);
}

/** Rebuilds the search keys of one person or company. */
export async function saveSearchKeys(
  ctx: Ctx,
  owner: { column: 'person_id' | 'company_id'; id: string },
  name: string,
  weight: number,
): Promise<void> {
  await ctx.db.query(`DELETE FROM search_keys WHERE ${owner.column} = $1`, [owner.id]);
  await ctx.db.query(`INSERT INTO search_keys (key, weight, ${owner.column}) SELECT unnest($1::text[]), $2, $3`, [
    storedKeys(name),
    weight,
    owner.id,
  ]);
}
