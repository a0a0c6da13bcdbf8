import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { newId } from '../../../core/id.js';
import { isPhone, normalise } from '../../../core/phone.js';
import { loadPerson } from '../load-person.query.js';
import { PersonEntity } from '../person.entity.js';

/** Numbers kept from one signature, and of one person until somebody looks. */
const MOST = 5;
const MOST_WAITING = 10;

/** Numbers found in a signature. */
export interface FoundPhones {
  spellings: readonly string[];
  /** That of numbers without country code. */
  country: string;
  /** Team of the ticket it came with. What a confidential team is told is nobody else's. */
  teamId: string | null;
}

/**
 * Keeps numbers found in the signature of a person's mail as perhaps theirs, and says so with `person.changed`. What cannot be a number, is the person's or
 * their company's already, or was refused before is left out.
 */
export async function hintPhones(ctx: Ctx, personId: string, { spellings, country, teamId }: FoundPhones): Promise<void> {
  const readings = spellings.slice(0, 20).map((one) => normalise(one, country));
  const hints = readings.flatMap((one) => (isPhone(one) && one.isValid ? [one] : []));
  if (hints.length === 0) return;
  const kept: { display: string }[] = await ctx.db.query(
    `INSERT INTO phone_hints (id, person_id, e164, display, state, created_at)
     SELECT r.id, $2, r.e164, r.display, 'maybe', $3 FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, e164 text, display text)
     WHERE NOT EXISTS (SELECT 1 FROM phone_numbers n WHERE n.e164 = r.e164 AND (n.person_id = $2
       OR n.company_id IN (SELECT o.company_id FROM positions o WHERE o.person_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM teams t WHERE t.id = $4::uuid AND t.is_confidential)
       AND (SELECT count(*) FROM phone_hints h WHERE h.person_id = $2 AND h.state = 'maybe') < $5
     ON CONFLICT (person_id, e164) DO NOTHING RETURNING display`,
    [
      JSON.stringify(hints.slice(0, MOST).map((one) => ({ id: newId(), e164: one.e164, display: one.international }))),
      ...[personId, ctx.now, teamId, MOST_WAITING],
    ],
  );
  if (kept.length === 0) return;
  const also = { phoneHints: [[], kept.map(({ display }) => display)] as [unknown, unknown] };
  await change(ctx, PersonEntity, { id: personId, expected: null, also }, {});
  await ctx.publish('person.changed', await loadPerson(ctx, personId));
}
