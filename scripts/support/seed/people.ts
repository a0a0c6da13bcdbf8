import { companyWeight, personSortName, personWeight, storedKeys } from '../../../server/features/people/search/search-keys.js';
import { foldName } from '../../../shared/domain/name-fold.js';
import type { Cell } from './copy.js';
import type { SeedPlan } from './plan.js';
import type { Dice } from './random.js';
import { FAMILY, FORMS, GIVEN, MADE_FAMILY, MOBILE, ROLES, TOWNS, TRADES } from './words.js';

interface PersonSketch {
  givenName: string;
  familyName: string;
  isVip: boolean;
  kind: string;
}
interface CompanySketch {
  name: string;
  tier: string | null;
  kind: string;
  parent: number | null;
}

/** The next person of a stream, as every table that mentions people must know them. */
export function personSketch(dice: Dice): PersonSketch {
  const familyName = dice.happens(0.4) ? (FAMILY[dice.skewed(FAMILY.length, 12)] ?? 'Müller') : dice.pick(MADE_FAMILY);
  const isDouble = dice.happens(0.04);
  const givenName = GIVEN[dice.skewed(GIVEN.length, 20)] ?? 'Peter';
  const kind = dice.happens(0.85) ? 'customer' : dice.pick(['prospect', 'partner', 'supplier']);
  return { givenName, familyName: isDouble ? `${familyName}-${dice.pick(FAMILY)}` : familyName, kind, isVip: dice.happens(0.01) };
}

/** Companies form trees: of five, two are branches of the first and one is a department of a branch. */
function companySketch(index: number, dice: Dice): CompanySketch {
  const place = index % 5;
  const head = `${dice.pick(FAMILY)} ${dice.pick(TRADES)}`;
  const tier = dice.happens(0.02) ? 'key' : dice.happens(0.3) ? dice.pick(['a', 'b', 'c']) : null;
  if (place === 1 || place === 2)
    return { name: `${head} Niederlassung ${dice.pick(TOWNS)[1]}`, tier, kind: 'branch', parent: index - place };
  if (place === 3) return { name: `${head} Abteilung ${dice.pick(ROLES)}`, tier, kind: 'department', parent: index - 2 };
  return { name: `${head} ${dice.pick(FORMS)}`, tier, kind: 'company', parent: null };
}

export const COMPANY_COLUMNS =
  'id, created_at, updated_at, name, sort_name, kind, parent_id, tier, relation, address, customer_number, owner_id';
/** Rows of `companies`, parents before children. */
export function* companies(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('company');
  for (let index = 0; index < plan.companies; index++) {
    const { name, tier, kind, parent } = companySketch(index, dice);
    const [, city, postalCode] = dice.pick(TOWNS);
    const address = JSON.stringify({ street: `Hauptstraße ${dice.below(200) + 1}`, postalCode, city, country: 'DE' });
    const made = new Date(plan.until.getTime() - dice.below(1500) * 86_400_000).toISOString();
    const owner = plan.hosts.accountIds[index % Math.max(1, plan.hosts.accountIds.length)] ?? null;
    const parentId = parent === null ? null : plan.id('company', parent);
    yield [
      plan.id('company', index),
      made,
      made,
      name,
      foldName(name),
      kind,
      parentId,
      tier,
      'customer',
      address,
      `K${200_000 + index}`,
      owner,
    ];
  }
}

export const PERSON_COLUMNS =
  'id, created_at, updated_at, given_name, family_name, sort_name, title, kind, language, form_of_address, customer_number, owner_id, is_vip, warning';
/** Rows of `persons`. */
export function* persons(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('person');
  const details = plan.dice('position');
  for (let index = 0; index < plan.sizes.people; index++) {
    const person = personSketch(dice);
    const made = new Date(plan.until.getTime() - details.below(1500) * 86_400_000).toISOString();
    const title = details.happens(0.03) ? 'Dr.' : null;
    const owner = details.happens(0.1) && plan.hosts.accountIds.length > 0 ? details.pick(plan.hosts.accountIds) : null;
    const warning = details.happens(0.002) ? 'Zahlt nur nach Mahnung' : null;
    yield [
      ...[plan.id('person', index), made, made, person.givenName, person.familyName, personSortName(person), title, person.kind],
      ...[
        details.happens(0.8) ? 'de' : 'en',
        details.happens(0.9) ? 'formal' : 'informal',
        `${100_000 + index}`,
        owner,
        person.isVip,
        warning,
      ],
    ];
  }
}

export const KEY_COLUMNS = 'key, weight, person_id, company_id';
/** Rows of `search_keys`: what the app itself would write for these names. */
export function* searchKeyRows(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('person');
  for (let index = 0; index < plan.sizes.people; index++) {
    const person = personSketch(dice);
    const id = plan.id('person', index);
    for (const key of storedKeys(`${person.givenName} ${person.familyName}`)) yield [key, personWeight(person), id, null];
  }
  for (const [id, , , name, , , , tier] of companies(plan))
    for (const key of storedKeys(String(name))) yield [key, companyWeight({ tier: tier === null ? null : String(tier) }), null, id ?? null];
}

export const PHONE_COLUMNS = 'id, person_id, company_id, e164, display, kind, is_main_line, stem, source, place, created_at';
/** Rows of `phone_numbers`: a main line for each company, direct dials below it, mobiles and homes; some numbers are shared. */
export function* phones(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('phone');
  const made = plan.until.toISOString();
  let count = 0;
  const row = (
    owner: { person?: string; company?: string },
    number: { area: string; rest: string; kind: string },
    mainStem: string | null = null,
  ): Cell[] => [
    ...[
      plan.id('phone', count++),
      owner.person ?? null,
      owner.company ?? null,
      `+49${number.area}${number.rest}`,
      `+49 ${number.area} ${number.rest}`,
    ],
    ...[number.kind, mainStem !== null, mainStem, 'import', 0, made],
  ];
  const stems: { area: string; stem: string }[] = [];
  for (let index = 0; index < plan.companies; index++) {
    const [area] = dice.pick(TOWNS);
    const stem = String(200_000 + dice.below(700_000));
    stems.push({ area, stem });
    yield row({ company: plan.id('company', index) }, { area, rest: `${stem}0`, kind: 'main' }, `+49${area}${stem}`);
  }
  let household = '';
  for (let index = 0; index < plan.sizes.people; index++) {
    const person = plan.id('person', index);
    const at = stems[plan.companyOf(index) ?? -1];
    if (at) yield row({ person }, { area: at.area, rest: `${at.stem}${10 + (index % 20)}`, kind: 'work' });
    if (!at || dice.happens(0.3))
      yield row({ person }, { area: dice.pick(MOBILE), rest: String(1_000_000 + dice.below(9_000_000)), kind: 'mobile' });
    if (dice.happens(0.05)) {
      if (household === '' || dice.happens(0.5)) household = String(1_000_000 + dice.below(9_000_000));
      yield row({ person }, { area: '30', rest: household, kind: 'home' });
    }
  }
}

export const MAIL_COLUMNS = 'id, person_id, company_id, address, kind, place, created_at';
/** Rows of `mail_addresses`: four of five people have one. */
export function* mails(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('mail');
  const names = plan.dice('person');
  const made = plan.until.toISOString();
  for (let index = 0; index < plan.sizes.people; index++) {
    const { givenName, familyName } = personSketch(names);
    if (dice.happens(0.2)) continue;
    const address = `${foldName(givenName)}.${foldName(familyName)}${index}@mail.example`.replace(/[^a-z0-9.@-]/g, '');
    yield [plan.id('mail', index), plan.id('person', index), null, address, plan.companyOf(index) === null ? 'private' : 'work', 0, made];
  }
}

export const POSITION_COLUMNS = 'id, person_id, company_id, role, manager_id, is_primary, place, created_at';
/** Rows of `positions`: the first person of a company is everybody's superior. */
export function* positions(plan: SeedPlan): Generator<Cell[]> {
  const dice = plan.dice('company');
  const made = plan.until.toISOString();
  for (let index = 0; index < plan.sizes.people; index++) {
    const company = plan.companyOf(index);
    if (company === null) continue;
    const head = company * 20 + ((company * 20) % 3 === 2 ? 1 : 0);
    const manager = head === index || head >= plan.sizes.people ? null : plan.id('person', head);
    yield [plan.id('position', index), plan.id('person', index), plan.id('company', company), dice.pick(ROLES), manager, true, 0, made];
  }
}
