import type { settlePhoneHint as operation } from '../../../../shared/contract/people-mail.js';
import type { Person } from '../../../../shared/models/people.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { found } from '../../../core/errors.js';
import { getSettings } from '../../settings/index.js';
import { keepNumber } from '../caller-match/learn-number.command.js';
import { loadPerson } from '../load-person.query.js';
import { lockOwner } from '../lock-owner.js';
import { PersonEntity } from '../person.entity.js';
import { readNumber } from '../reach/read-numbers.js';

/**
 * Settles a number of a signature. Confirmed it is the person's own, unless it is somebody's main line: a direct dial behind a switchboard is theirs, for
 * they wrote it, other than one a switchboard showed. Repeated: nothing happens. Throws NOT_FOUND.
 */
export async function settlePhoneHint(ctx: Ctx, { personId, hintId, isTheirs }: InputOf<typeof operation>): Promise<Person> {
  await lockOwner(ctx, 'persons', { id: personId, expected: null });
  const [hint]: { e164: string; display: string; state: string }[] = await ctx.db.query(
    'SELECT e164, display, state FROM phone_hints WHERE id = $1 AND person_id = $2',
    [hintId, personId],
  );
  const { e164, display, state } = found(hint, 'number');
  if (state !== 'maybe') return loadPerson(ctx, personId);
  await ctx.db.query('UPDATE phone_hints SET state = $2 WHERE id = $1', [hintId, isTheirs ? 'confirmed' : 'refused']);
  const also = { phoneHints: [[display], []] as [unknown, unknown] };
  await change(ctx, PersonEntity, { id: personId, expected: null, also }, {});
  if (isTheirs) await keepNumber(ctx, { personId, reading: readNumber(display, (await getSettings(ctx)).country), behind: [e164] });
  const person = await loadPerson(ctx, personId);
  await ctx.publish('person.changed', person);
  return person;
}
