import type { editPerson as operation } from '../../../shared/contract/people.js';
import type { Person, Position } from '../../../shared/models/people.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { getSettings } from '../settings/index.js';
import { loadPaths } from './companies/load-company.query.js';
import { loadPerson } from './load-person.query.js';
import { lockOwner } from './lock-owner.js';
import { refuseMissing } from './missing.js';
import { PersonEntity } from './person.entity.js';
import { personPatch } from './person-fields.js';
import { personNameSql } from './person-name.js';
import { readPositions, savePositions } from './positions.js';
import { type PartChanges, reachChanges } from './reach/reach-changes.js';
import { readNumbers } from './reach/read-numbers.js';
import { readMails, saveMails, savePhones } from './reach/save-reach.js';
import { personWeight, saveSearchKeys } from './search/search-keys.js';

/**
 * Edits a person: fields not given stay, lists are replaced. Nothing is written or told when nothing differs.
 * Throws STALE, NOT_FOUND, NAME_MISSING, INVALID_NUMBER, MANAGER_CYCLE, MANAGER_ELSEWHERE.
 */
export async function editPerson(ctx: Ctx, input: InputOf<typeof operation>): Promise<Person> {
  const { personId: id, version } = input;
  await lockOwner(ctx, 'persons', { id, expected: version });
  const before = await loadPerson(ctx, id);
  const phones = input.phones && readNumbers(input.phones, before.phones, (await getSettings(ctx)).country);
  const mails = input.mails && readMails(input.mails, before.mails);
  const positions = input.positions && readPositions(input.positions, before.positions);
  const also = { ...reachChanges(before, { phones, mails }), ...(await positionChanges(ctx, before.positions, positions)) };
  const owner = { column: 'person_id' as const, id };
  const isChanged = await refuseMissing(async () => {
    const { row, changes } = await change(ctx, PersonEntity, { id, expected: version, also }, personPatch(input, before));
    if (also.phones && phones) await savePhones(ctx, owner, phones);
    if (also.mails && mails) await saveMails(ctx, owner, mails);
    if (also.positions && positions) await savePositions(ctx, id, positions);
    if (changes.sortName || changes.isVip || changes.kind)
      await saveSearchKeys(ctx, owner, `${row.givenName} ${row.familyName}`, personWeight(row));
    return Object.keys(changes).length > 0;
  });
  if (!isChanged) return before;
  const model = await loadPerson(ctx, id);
  await ctx.publish('person.changed', model);
  return model;
}

/** Positions for the audit: role, company and superior by name. */
async function positionChanges(ctx: Ctx, before: readonly Position[], after: readonly Position[] | undefined): Promise<PartChanges> {
  if (after === undefined || facts(before) === facts(after)) return {};
  const companies = await loadPaths(
    ctx,
    [...before, ...after].map((position) => position.companyId),
  );
  const managerIds = [...before, ...after].flatMap((position) => position.managerId ?? []);
  const managers: { id: string; name: string }[] = await ctx.db.query(
    `SELECT p.id, ${personNameSql('p')} AS name FROM persons p WHERE p.id = ANY($1::uuid[])`,
    [managerIds],
  );
  const nameOf = (list: readonly { id: string; name: string }[], id: string | null) => list.find((one) => one.id === id)?.name ?? '';
  const describe = ({ companyId, role, managerId }: Position) =>
    [role, nameOf(companies, companyId), nameOf(managers, managerId)].filter(Boolean).join(' · ');
  return { positions: [before.map(describe), after.map(describe)] };
}

/** Comparable whatever the order in which JSON gave the keys. */
function facts(positions: readonly Position[]): string {
  return JSON.stringify(positions.map(({ companyId, role, managerId, isPrimary }) => [companyId, role, managerId, isPrimary]));
}
