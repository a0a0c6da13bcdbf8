import type { recordConsent as operation } from '../../../shared/contract/people.js';
import type { Person } from '../../../shared/models/people.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { loadPerson } from './load-person.query.js';
import { lockOwner } from './lock-owner.js';
import { currentPersonId } from './merges/current-person.query.js';
import { PersonEntity } from './person.entity.js';
import { ConsentEntity } from './person-parts.entities.js';

/**
 * Writes down a consent, a refusal or a withdrawal with its source and proof. Records are never changed (§ 7a UWG wants the proof kept); the latest of a
 * purpose and channel counts. Throws NOT_FOUND, INVALID_INPUT for a time to come.
 */
export async function recordConsent(ctx: Ctx, input: InputOf<typeof operation>): Promise<Person> {
  const at = input.at === undefined ? ctx.now : new Date(input.at);
  if (at > ctx.now) throw new AppError('INVALID_INPUT', 'A consent cannot be given in the future.', { field: 'at' });
  // Said while they were merged it counts all the same: a withdrawal must not stand where nobody looks.
  const personId = await currentPersonId(ctx, input.personId);
  await lockOwner(ctx, 'persons', { id: personId, expected: null });
  const before = await loadPerson(ctx, personId);
  const { purpose, channel, state, source } = input;
  const row = {
    id: newId(),
    personId,
    purpose,
    channel,
    state,
    source,
    proof: input.proof.trim(),
    at,
    accountId: ctx.actor.id,
    createdAt: ctx.now,
  };
  const old = before.consents.find((consent) => consent.purpose === purpose && consent.channel === channel);
  const also = { [`consent ${purpose} ${channel}`]: [old?.state ?? null, state] as [unknown, unknown] };
  await ctx.db.insert(ConsentEntity, row);
  await change(ctx, PersonEntity, { id: personId, expected: null, also }, {});
  const model = await loadPerson(ctx, personId);
  await ctx.publish('person.changed', model);
  return model;
}
