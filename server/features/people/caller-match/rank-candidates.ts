import type { NumberCandidate } from '../../../../shared/models/people.js';
import type { HitRow } from './match-caller.sql.js';

const DUE_WITHIN_MS = 24 * 60 * 60_000;

/** A person among the holders of a number. */
export interface PersonHit extends HitRow {
  personId: string;
  why: NumberCandidate['why'];
}

/** What the holders of a number mean together. */
export function readHits(hits: readonly HitRow[]): { people: PersonHit[]; companyId: string | null; isSure: boolean } {
  // Past holders count only where there is no present one: the number was given to somebody else.
  const current = hits.filter((hit) => hit.isCurrent);
  const counted = current.length > 0 ? current : hits;
  const isOld = current.length === 0;
  const holders = counted.filter((hit) => hit.personId !== null);
  const distinct = holders.filter((hit, index) => holders.findIndex((other) => other.personId === hit.personId) === index);
  const companyLine = counted.find((hit) => hit.personId === null);
  const [only] = distinct;
  const isSure = !isOld && distinct.length === 1 && companyLine === undefined && only !== undefined && !holders.some(isVague);
  const people = distinct.map((hit) => ({ ...hit, personId: hit.personId ?? '', why: whyOf(hit, { isOld, isSure }) }));
  const mainLine = counted.find((hit) => hit.isMainLine);
  return { people, companyId: companyLine?.companyId ?? mainLine?.companyId ?? null, isSure };
}

/** As often must a person be picked for a number before it alone tells who calls: one wrong key must not make a wrong "sure". */
const PICKS_FOR_SURE = 2;

/** Never enough for "sure", even alone: a main line, a number with an extension behind it, a person only picked once, a switchboard's stem. */
function isVague(hit: HitRow): boolean {
  return hit.isMainLine || hit.hasExtension || hit.isChoiceOnly || (hit.isLearned && hit.timesChosen < PICKS_FOR_SURE);
}

function whyOf(hit: HitRow, facts: { isOld: boolean; isSure: boolean }): NumberCandidate['why'] {
  if (facts.isSure) return 'number';
  if (facts.isOld) return 'old-number';
  if (hit.chosenAt !== null) return 'chosen';
  return hit.isMainLine || hit.hasExtension ? 'main-line' : 'shared-number';
}

/** Order of several people on one number: a promise due (within a day), the one picked last time, an open ticket, the last contact, the name. */
export function byLikelihood(now: Date): (a: HitRow, b: HitRow) => number {
  const isDue = (hit: HitRow) => Number(hit.nextPromiseAt !== null && hit.nextPromiseAt.getTime() <= now.getTime() + DUE_WITHIN_MS);
  const time = (at: Date | null) => at?.getTime() ?? 0;
  return (a, b) =>
    isDue(b) - isDue(a) ||
    time(b.chosenAt) - time(a.chosenAt) ||
    Number(b.openTickets > 0) - Number(a.openTickets > 0) ||
    time(b.lastContactAt) - time(a.lastContactAt) ||
    (a.name ?? '').localeCompare(b.name ?? '', 'de');
}

/** A candidate for the wire. */
export function presentCandidate(hit: HitRow & { why?: NumberCandidate['why'] }): NumberCandidate {
  return {
    personId: hit.personId ?? '',
    name: hit.name ?? '',
    companyId: hit.companyId,
    companyName: hit.companyName,
    lastContactAt: hit.lastContactAt?.toISOString() ?? null,
    why: hit.why ?? (hit.chosenAt === null ? 'company' : 'chosen'),
    nextPromiseAt: hit.nextPromiseAt?.toISOString() ?? null,
    openTickets: hit.openTickets,
  };
}
