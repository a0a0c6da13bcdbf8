import { Dice, seededId } from './random.js';

/** How much of what. */
export interface SeedSizes {
  people: number;
  interactions: number;
  tickets: number;
  seed: number;
  /** The day all lies before (promises after it), `YYYY-MM-DD`; today unless given. */
  until?: string;
}
/** What is in the installation already: seeded things belong to these. */
export interface SeedHosts {
  accountIds: readonly string[];
  teamIds: readonly string[];
}
/** What tickets, promises and contacts say about somebody; kept while they are made and written at the end. */
export interface Facts {
  openTickets: Int32Array;
  nextPromise: Float64Array;
  first: Float64Array;
  last: Float64Array;
}

const KIND = { person: 1, company: 2, phone: 3, mail: 4, position: 5, ticket: 6, message: 7, task: 8, interaction: 9 } as const;
const PEOPLE_PER_COMPANY = 20;
const YEAR_MS = 365 * 86_400_000;

function emptyFacts(count: number): Facts {
  return {
    openTickets: new Int32Array(count),
    nextPromise: new Float64Array(count),
    first: new Float64Array(count),
    last: new Float64Array(count),
  };
}

/** The plan of one seeding: everything follows from sizes, seed and the day, so that the same call makes the same data. */
export class SeedPlan {
  readonly companies: number;
  readonly personFacts: Facts;
  readonly companyFacts: Facts;
  constructor(
    readonly sizes: SeedSizes,
    readonly hosts: SeedHosts,
    /** Everything lies before this instant, promises after it. */
    readonly until: Date,
  ) {
    this.companies = Math.max(1, Math.ceil(sizes.people / PEOPLE_PER_COMPANY));
    this.personFacts = emptyFacts(sizes.people);
    this.companyFacts = emptyFacts(this.companies);
  }
  /** A stream of chance for one table, so that a larger table does not change the others. */
  dice(kind: keyof typeof KIND): Dice {
    return new Dice(this.sizes.seed * 31 + KIND[kind]);
  }
  id(kind: keyof typeof KIND, index: number): string {
    return seededId(this.sizes.seed, KIND[kind], index);
  }
  /** The company of a person, or null: every third is a private customer. */
  companyOf(person: number): number | null {
    return person % 3 === 2 ? null : Math.floor(person / PEOPLE_PER_COMPANY);
  }
  /** A time in the last three years, in working hours, denser towards the end. */
  past(dice: Dice): number {
    const day = Math.floor((this.until.getTime() - 3 * YEAR_MS * dice.next() ** 2) / 86_400_000);
    return Math.min(day * 86_400_000 + (7 + dice.next() * 10) * 3_600_000, this.until.getTime());
  }
  /** Notes a contact in the facts of both. */
  contact(person: number, company: number | null, at: number): void {
    for (const [facts, index] of [
      [this.personFacts, person] as const,
      ...(company === null ? [] : [[this.companyFacts, company] as const]),
    ]) {
      if (!facts.first[index] || at < facts.first[index]) facts.first[index] = at;
      if (!facts.last[index] || at > facts.last[index]) facts.last[index] = at;
    }
  }
}
