import type { NumberCandidate, NumberMatch } from '../../../../shared/models/people.js';
import { settingsDefaults } from '../../../../shared/models/settings.js';
import type { Ctx } from '../../../core/context.js';
import { stemCandidates } from '../../../core/phone.js';
import { isWithheld } from '../../../core/withheld.js';
import { companyCandidates, type HitRow, NUMBER_HITS, STEM_HITS } from './match-caller.sql.js';
import { byLikelihood, presentCandidate, readHits } from './rank-candidates.js';

/** Who calls, as the carrier tells it. */
export interface Caller {
  /** E.164, or whatever the carrier sends for a withheld number. */
  from: string | null;
  /** The number that forwarded the call to us, if the carrier says so. */
  forwardedFrom?: string | null;
  /** The installation's own numbers, E.164; may still be on their way. */
  ownNumbers: readonly string[] | Promise<readonly string[]>;
}

const NOBODY: NumberMatch = { match: 'none', candidates: [], total: 0, company: null };
const SHOWN = 3;

/**
 * Who calls. Never creates anybody. `sure` only when exactly one person holds exactly this number today, it is no main line and no company's number, and more than
 * one pick speaks for them where nobody typed the number;
 * several people, an old number, a company's number or a switchboard are `maybe`; withheld callers, our own numbers and what our own numbers
 * forwarded are `none`. One statement for a known number, at most three for an unknown one, each by an index.
 */
export async function matchCaller(ctx: Ctx, caller: Caller): Promise<NumberMatch> {
  const { from, forwardedFrom } = caller;
  if (from === null || isWithheld(from)) return NOBODY;
  const [ownNumbers, hits] = await Promise.all([
    caller.ownNumbers,
    ctx.db.query<HitRow[]>(NUMBER_HITS, [from, ctx.now, settingsDefaults.timeZone]),
  ]);
  if (ownNumbers.includes(from) || (forwardedFrom && ownNumbers.includes(forwardedFrom))) return NOBODY;
  if (hits.some((hit) => !hit.isChoiceOnly && !hit.isLearned)) return matchHits(ctx, hits, from);
  // What was only ever picked may be a switchboard's number, which it shows for everybody behind it.
  const stems = stemCandidates(from);
  const lines: HitRow[] = stems.length === 0 ? [] : await ctx.db.query(STEM_HITS, [stems, ctx.now, settingsDefaults.timeZone]);
  const found = [...hits, ...lines];
  return found.length === 0 ? NOBODY : matchHits(ctx, found, from);
}

async function matchHits(ctx: Ctx, hits: readonly HitRow[], from: string): Promise<NumberMatch> {
  const { people, companyId, isSure } = readHits(hits);
  // A company's line without a person picked for it before: its people, the likeliest first, are better than a blank card.
  const members = companyId !== null ? await companyCandidates(ctx, companyId, from) : null;
  const known = new Set<string | null>(people.map((hit) => hit.personId));
  const ranked = [...people.sort(byLikelihood(ctx.now)), ...(members?.people ?? []).filter((hit) => !known.has(hit.personId))];
  const candidates: NumberCandidate[] = ranked.slice(0, SHOWN).map(presentCandidate);
  const total = Math.max(ranked.length, members?.total ?? 0);
  return { match: isSure ? 'sure' : 'maybe', candidates, total, company: members?.company ?? null };
}
