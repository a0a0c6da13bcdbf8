import type { searchPeople as operation } from '../../../../shared/contract/people.js';
import { nameWords } from '../../../../shared/domain/name-fold.js';
import { nameScorer, probeKeys } from '../../../../shared/domain/name-keys.js';
import type { SearchHit } from '../../../../shared/models/people.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { isPhone, normalise } from '../../../core/phone.js';
import { looksLikeNumber, numberParts } from '../../../core/phone-search.js';
import { getSettings } from '../../settings/index.js';
import {
  type Candidate,
  probeCustomerNumbers,
  probeInside,
  probeMails,
  probeMembers,
  probeNames,
  probeNumbers,
  probeSimilar,
} from './search-candidates.query.js';

/** With fewer certain answers than this, those that sound alike or have a typing error are looked for too. */
const ENOUGH = 5;
/** Weight of probes that mean the name as it is typed (name-keys.ts: a begun word). */
const CERTAIN = 80;

interface Scored extends Candidate {
  found: SearchHit['found'];
  score: number;
}

/**
 * People and companies for what was typed so far, best first. Each probe looks at no more than 200 rows, so the time does not grow with the data; trigrams are
 * used only when the keys found nothing.
 */
export async function searchPeople(ctx: Ctx, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const text = input.q.trim();
  const hits: Scored[] = [];
  if (looksLikeNumber(text)) hits.push(...(await byNumber(ctx, text)));
  if (text.includes('@')) hits.push(...mark(await probeMails(ctx, text.toLowerCase()), 'mail'));
  if (/\d/.test(text)) hits.push(...mark(await probeCustomerNumbers(ctx, text.toUpperCase()), 'customer-number'));
  if (nameWords(text).length > 0 && !text.includes('@')) hits.push(...(await byName(ctx, text)));
  const wanted = hits.filter((hit) => input.only === undefined || hit.kind === input.only).sort(byScore);
  const distinct = wanted.filter((hit, index) => wanted.findIndex((other) => other.id === hit.id) === index);
  return { items: await present(ctx, distinct.slice(0, input.limit ?? 20)) };
}

async function byNumber(ctx: Ctx, text: string): Promise<Scored[]> {
  const { country } = await getSettings(ctx);
  const { prefix, ending } = numberParts(text, country);
  const whole = normalise(text, country);
  const starts = new Set([...(prefix === null ? [] : [prefix]), ...(isPhone(whole) ? [whole.e164] : [])]);
  return mark(await probeNumbers(ctx, [...starts], ending), 'number');
}

async function byName(ctx: Ctx, text: string): Promise<Scored[]> {
  const probes = probeKeys(text);
  const words = nameWords(text);
  const certain = score(
    text,
    await probeNames(
      ctx,
      probes.filter((probe) => probe.weight >= CERTAIN),
    ),
    'name',
  );
  if (words.length > 1 && certain.length < ENOUGH) certain.push(...score(text, await probeMembers(ctx, words), 'name'));
  if (certain.length >= ENOUGH) return certain;
  const fuzzy = score(
    text,
    await probeNames(
      ctx,
      probes.filter((probe) => probe.weight < CERTAIN),
    ),
    'similar',
  );
  if (certain.length + fuzzy.length > 0) return [...certain, ...fuzzy];
  return byTrigram(ctx, words);
}

async function byTrigram(ctx: Ctx, words: readonly string[]): Promise<Scored[]> {
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  if (longest.length < 3) return [];
  const inside = (await probeInside(ctx, longest)).filter((hit) =>
    words.every((word) => nameWords(`${hit.name} ${hit.companyName ?? ''}`).some((there) => there.includes(word))),
  );
  return mark(inside.length > 0 ? inside : await probeSimilar(ctx, words.join(' ')), 'similar');
}

/** Keeps what answers the whole query, with the help of the company's name where the person's own is not enough; `similar` when it does so only by sound or with an error. */
function score(text: string, candidates: readonly Candidate[], found: SearchHit['found']): Scored[] {
  const scorer = nameScorer(text);
  const isLong = nameWords(text).length > 1;
  const of = (hit: Candidate) => {
    const own = scorer(hit.name);
    return own > 0 || !isLong || hit.kind === 'company' || hit.companyName === null
      ? own
      : Math.max(0, scorer(`${hit.name} ${hit.companyName}`) - 1);
  };
  return candidates.map((hit) => ({ ...hit, found, score: of(hit) })).filter((hit) => hit.score > 0);
}

function mark(candidates: readonly Candidate[], found: SearchHit['found']): Scored[] {
  return candidates.map((hit) => ({ ...hit, found, score: found === 'similar' ? 20 : 100 }));
}

function byScore(a: Scored, b: Scored): number {
  const time = (at: Date | null) => at?.getTime() ?? 0;
  return (
    b.score - a.score ||
    b.weight - a.weight ||
    time(b.lastAt) - time(a.lastAt) ||
    a.name.length - b.name.length ||
    a.name.localeCompare(b.name, 'de')
  );
}

/** Adds the role to people; one statement for the few that are shown. */
async function present(ctx: Ctx, hits: readonly Scored[]): Promise<SearchHit[]> {
  const ids = hits.filter((hit) => hit.kind === 'person').map((hit) => hit.id);
  const roles: { id: string; role: string; companyId: string }[] =
    ids.length === 0
      ? []
      : await ctx.db.query(
          'SELECT person_id AS id, role, company_id AS "companyId" FROM positions WHERE is_primary AND person_id = ANY($1::uuid[])',
          [ids],
        );
  return hits.map((hit) => {
    const position = roles.find((row) => row.id === hit.id);
    const detail = [hit.detail, position?.role, hit.companyName].filter(Boolean).join(' · ');
    return {
      kind: hit.kind,
      id: hit.id,
      name: hit.name,
      detail: detail === '' ? null : detail,
      companyId: hit.kind === 'company' ? hit.id : (position?.companyId ?? null),
      found: hit.found,
      isVip: hit.weight === 2,
    };
  });
}
