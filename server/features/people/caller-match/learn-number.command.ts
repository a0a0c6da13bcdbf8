import type { Person } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { type PhoneReading, stemCandidates } from '../../../core/phone.js';
import { isWithheld } from '../../../core/withheld.js';
import { getSettings } from '../../settings/index.js';
import { loadPerson } from '../load-person.query.js';
import { lockOwner } from '../lock-owner.js';
import { currentPersonId } from '../merges/current-person.query.js';
import { PersonEntity } from '../person.entity.js';
import { PhoneNumberEntity } from '../reach/reach.entities.js';
import { readNumber } from '../reach/read-numbers.js';
import { describePhones } from '../reach/save-reach.js';

/**
 * Remembers that this person called from this number: from now on they come first among all who share it. The number becomes theirs unless it is stored as
 * somebody's main line or lies behind one (a switchboard shows it for everybody), which it then stays. Throws NOT_FOUND, INVALID_NUMBER (withheld numbers too).
 */
export async function learnNumber(ctx: Ctx, input: { personId: string; number: string }): Promise<Person> {
  const reading = readNumber(input.number, (await getSettings(ctx)).country);
  if (isWithheld(reading.e164)) throw new AppError('INVALID_NUMBER', 'A withheld number is nobody’s.', { index: 0, reason: 'withheld' });
  const personId = await currentPersonId(ctx, input.personId);
  await lockOwner(ctx, 'persons', { id: personId, expected: null });
  return keepNumber(ctx, { personId, reading, behind: stemCandidates(reading.e164) });
}

/** A number somebody is known by from now. */
interface KnownNumber {
  personId: string;
  reading: PhoneReading;
  /** Stems of main lines behind which it is everybody's. */
  behind: readonly string[];
}

/**
 * Puts a person first among all who share a number, and makes it theirs unless it is stored as a main line, a company's, or lies behind one of those main
 * lines. The person is locked before. Returns the person as it is now.
 */
export async function keepNumber(ctx: Ctx, { personId, reading, behind }: KnownNumber): Promise<Person> {
  await ctx.db.query(
    `INSERT INTO number_choices AS n (e164, person_id, times, last_at) VALUES ($1, $2, 1, $3)
     ON CONFLICT (e164, person_id) DO UPDATE SET times = n.times + 1, last_at = EXCLUDED.last_at`,
    [reading.e164, personId, ctx.now],
  );
  const before = await loadPerson(ctx, personId);
  const mainLines: unknown[] = await ctx.db.query(
    `SELECT 1 FROM phone_numbers WHERE e164 = $1 AND (is_main_line OR company_id IS NOT NULL)
     UNION ALL SELECT 1 FROM phone_numbers WHERE is_main_line AND stem = ANY($2::text[]) LIMIT 1`,
    [reading.e164, behind],
  );
  if (before.phones.some((phone) => phone.e164 === reading.e164) || mainLines.length > 0) return before;
  const phone = {
    id: newId(),
    e164: reading.e164,
    extension: null,
    display: reading.international,
    kind: reading.kind === 'mobile' ? ('mobile' as const) : ('work' as const),
    isMainLine: false,
    source: 'learned' as const,
    validFrom: null,
    validUntil: null,
  };
  await ctx.db.insert(PhoneNumberEntity, {
    ...phone,
    personId,
    companyId: null,
    stem: null,
    place: before.phones.length,
    createdAt: ctx.now,
  });
  const also = { phones: [describePhones(before.phones), describePhones([...before.phones, phone])] as [unknown, unknown] };
  await change(ctx, PersonEntity, { id: personId, expected: null, also }, {});
  const model = await loadPerson(ctx, personId);
  await ctx.publish('person.changed', model);
  return model;
}
