import type { createCompany as operation } from '../../../../shared/contract/people.js';
import type { Company } from '../../../../shared/models/people.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { newId } from '../../../core/id.js';
import { getSettings } from '../../settings/index.js';
import { refuseMissing } from '../missing.js';
import { readNumbers } from '../reach/read-numbers.js';
import { readMails, saveMails, savePhones } from '../reach/save-reach.js';
import { companyWeight, saveSearchKeys } from '../search/search-keys.js';
import { CompanyEntity } from './company.entity.js';
import { COMPANY_DEFAULTS, companyPatch } from './company-fields.js';
import { loadCompany } from './load-company.query.js';

/** What makes a company; `isDemo` marks demo data and is not on the wire. */
export type NewCompany = InputOf<typeof operation> & { isDemo?: boolean };

/** Makes a company, branch or department with numbers and addresses. Throws NAME_MISSING, INVALID_NUMBER, NOT_FOUND. */
export async function createCompany(ctx: Ctx, input: NewCompany): Promise<Company> {
  const row = { ...COMPANY_DEFAULTS, name: '', sortName: '', ...companyPatch(input, null), isDemo: input.isDemo ?? false };
  const company = { ...row, id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now };
  const phones = input.phones?.length ? readNumbers(input.phones, [], (await getSettings(ctx)).country) : [];
  await refuseMissing(async () => {
    await ctx.db.insert(CompanyEntity, company);
    const owner = { column: 'company_id' as const, id: company.id };
    if (phones.length > 0) await savePhones(ctx, owner, phones);
    if (input.mails?.length) await saveMails(ctx, owner, readMails(input.mails, []));
    await saveSearchKeys(ctx, owner, company.name, companyWeight(company));
  });
  await ctx.audit({ entity: 'companies', entityId: company.id, action: 'created', changes: { name: [null, company.name] } });
  const model = await loadCompany(ctx, company.id);
  await ctx.publish('company.changed', model);
  return model;
}
