import type { editCompany } from '../../../../shared/contract/people.js';
import { foldName } from '../../../../shared/domain/name-fold.js';
import type { Company } from '../../../../shared/models/people.js';
import type { InputOf } from '../../../../shared/operation.js';
import { AppError } from '../../../core/errors.js';
import type { CompanyEntity } from './company.entity.js';

type Fields = Partial<InputOf<typeof editCompany>>;

const PLAIN = [
  'kind',
  'parentId',
  'tier',
  'relation',
  'website',
  'customerNumber',
  'ownerId',
  'warning',
  'pinnedNote',
  'notes',
] as const satisfies readonly (keyof Fields)[];
const ADDRESS_LINES = ['street', 'postalCode', 'city', 'country'] as const;

/** The columns an edit changes; those not given, and an address that says the same, are left out. Throws NAME_MISSING for a blank name. */
export function companyPatch(input: Fields, before: Company | null): Partial<CompanyEntity> {
  const patch: Partial<CompanyEntity> = {};
  if (input.name !== undefined) {
    const name = input.name.trim();
    if (name === '') throw new AppError('NAME_MISSING', 'A company needs a name.');
    Object.assign(patch, { name, sortName: foldName(name) });
  }
  for (const key of PLAIN) if (input[key] !== undefined) Object.assign(patch, { [key]: input[key] });
  const { address } = input;
  if (address && ADDRESS_LINES.some((line) => address[line] !== before?.address[line])) patch.address = address;
  return patch;
}

/** What a new company has when nothing was said. */
export const COMPANY_DEFAULTS = {
  kind: 'company',
  parentId: null,
  tier: null,
  relation: 'customer',
  address: { street: '', postalCode: '', city: '', country: '' },
  website: null,
  customerNumber: null,
  ownerId: null,
  warning: null,
  pinnedNote: null,
  notes: '',
} as const satisfies Partial<CompanyEntity>;
