import type { Ctx } from '../../../core/context.js';
import { newId } from '../../../core/id.js';
import { isPhone, normalise } from '../../../core/phone.js';

/** Numbers kept from one signature. */
const MOST = 5;

/**
 * Keeps numbers found in the signature of a person's mail as perhaps theirs. What cannot be a number, is the person's or their company's already, or was refused
 * before is left out. `country` is that of numbers without country code.
 */
export async function hintPhones(ctx: Ctx, personId: string, found: { spellings: readonly string[]; country: string }): Promise<void> {
  const readings = found.spellings.slice(0, 20).map((one) => normalise(one, found.country));
  const hints = readings.flatMap((one) => (isPhone(one) && one.isValid ? [one] : []));
  if (hints.length === 0) return;
  await ctx.db.query(
    `INSERT INTO phone_hints (id, person_id, e164, display, state, created_at)
     SELECT r.id, $2, r.e164, r.display, 'maybe', $3 FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, e164 text, display text)
     WHERE NOT EXISTS (SELECT 1 FROM phone_numbers n WHERE n.e164 = r.e164 AND (n.person_id = $2
       OR n.company_id IN (SELECT o.company_id FROM positions o WHERE o.person_id = $2)))
     ON CONFLICT (person_id, e164) DO NOTHING`,
    [JSON.stringify(hints.slice(0, MOST).map((one) => ({ id: newId(), e164: one.e164, display: one.international }))), personId, ctx.now],
  );
}
