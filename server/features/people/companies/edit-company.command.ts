import type { editCompany as operation } from '../../../../shared/contract/people.js';
import type { Company } from '../../../../shared/models/people.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { getSettings } from '../../settings/index.js';
import { lockOwner } from '../lock-owner.js';
import { refuseMissing } from '../missing.js';
import { reachChanges } from '../reach/reach-changes.js';
import { readNumbers } from '../reach/read-numbers.js';
import { readMails, saveMails, savePhones } from '../reach/save-reach.js';
import { companyWeight, saveSearchKeys } from '../search/search-keys.js';
import { CompanyEntity } from './company.entity.js';
import { refuseCycle } from './company-cycle.js';
import { companyPatch } from './company-fields.js';
import { loadCompany } from './load-company.query.js';

/**
 * Edits or moves a company: fields not given stay, lists are replaced. Nothing is written or told when nothing differs.
 * Throws STALE, NOT_FOUND, NAME_MISSING, INVALID_NUMBER, COMPANY_CYCLE.
 */
export async function editCompany(ctx: Ctx, input: InputOf<typeof operation>): Promise<Company> {
  const { companyId: id, version } = input;
  // Before the row: whoever holds this lock may wait for no row of another mover.
  if (input.parentId) await refuseCycle(ctx, id, input.parentId);
  await lockOwner(ctx, 'companies', { id, expected: version });
  const before = await loadCompany(ctx, id);
  const phones = input.phones && readNumbers(input.phones, before.phones, (await getSettings(ctx)).country);
  const mails = input.mails && readMails(input.mails, before.mails);
  const also = reachChanges(before, { phones, mails });
  const owner = { column: 'company_id' as const, id };
  const isChanged = await refuseMissing(async () => {
    const { row, changes } = await change(ctx, CompanyEntity, { id, expected: version, also }, companyPatch(input, before));
    if (also.phones && phones) await savePhones(ctx, owner, phones);
    if (also.mails && mails) await saveMails(ctx, owner, mails);
    if (changes.name || changes.tier) await saveSearchKeys(ctx, owner, row.name, companyWeight(row));
    return Object.keys(changes).length > 0;
  });
  if (!isChanged) return before;
  const model = await loadCompany(ctx, id);
  await ctx.publish('company.changed', model);
  return model;
}
