import type { createPerson as operation } from '../../../shared/contract/people.js';
import type { Person } from '../../../shared/models/people.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { getSettings } from '../settings/index.js';
import { loadPerson } from './load-person.query.js';
import { refuseMissing } from './missing.js';
import { PersonEntity } from './person.entity.js';
import { PERSON_DEFAULTS, personPatch } from './person-fields.js';
import { personName } from './person-name.js';
import { readPositions, savePositions } from './positions.js';
import { readNumbers } from './reach/read-numbers.js';
import { readMails, saveMails, savePhones } from './reach/save-reach.js';
import { personWeight, saveSearchKeys } from './search/search-keys.js';

/** What makes a person; `isDemo` marks demo data and is not on the wire. */
export type NewPerson = InputOf<typeof operation> & { isDemo?: boolean };

/**
 * Makes a person with numbers, addresses and positions. Numbers without country code belong to the installation's country.
 * Throws NAME_MISSING, INVALID_NUMBER, MANAGER_CYCLE, MANAGER_ELSEWHERE, NOT_FOUND.
 */
export async function createPerson(ctx: Ctx, input: NewPerson): Promise<Person> {
  const row = {
    ...PERSON_DEFAULTS,
    givenName: '',
    familyName: '',
    sortName: '',
    ...personPatch(input, null),
    isDemo: input.isDemo ?? false,
  };
  const person = { ...row, id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now };
  const phones = input.phones?.length ? readNumbers(input.phones, [], (await getSettings(ctx)).country) : [];
  await refuseMissing(async () => {
    await ctx.db.insert(PersonEntity, person);
    const owner = { column: 'person_id' as const, id: person.id };
    if (phones.length > 0) await savePhones(ctx, owner, phones);
    if (input.mails?.length) await saveMails(ctx, owner, readMails(input.mails, []));
    if (input.positions?.length) await savePositions(ctx, person.id, readPositions(input.positions, []));
    await saveSearchKeys(ctx, owner, `${person.givenName} ${person.familyName}`, personWeight(person));
  });
  await ctx.audit({ entity: 'persons', entityId: person.id, action: 'created', changes: { name: [null, personName(person)] } });
  const model = await loadPerson(ctx, person.id);
  await ctx.publish('person.changed', model);
  return model;
}
