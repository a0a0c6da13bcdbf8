import type { NumberCandidate, NumberMatch } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { isPhone, normalise } from '../../../core/phone.js';
import { getSettings } from '../../settings/index.js';
import { promisesSeen, type WorkSight, withSeenTickets } from '../seen-work.query.js';
import { matchCaller } from './match-caller.query.js';

/** Candidates as the actor may know them; their order keeps to what is true. */
async function asSeen(ctx: Ctx, sight: WorkSight, candidates: readonly NumberCandidate[]): Promise<NumberCandidate[]> {
  const rows = candidates.map((candidate) => ({ ...candidate, id: candidate.personId }));
  const counted = await withSeenTickets(ctx, sight, { column: 'person_id', rows });
  const promised = rows.some((row) => row.nextPromiseAt !== null)
    ? await promisesSeen(
        ctx,
        sight,
        rows.map((row) => row.id),
      )
    : null;
  return counted.map(({ id, ...candidate }) => ({ ...candidate, nextPromiseAt: promised?.get(id)?.toISOString() ?? null }));
}

/** Who a number in any spelling belongs to; nobody for what is no number. */
export async function matchNumber(
  ctx: Ctx,
  input: { number: string },
  sight: WorkSight,
): Promise<NumberMatch & { e164: string | null; display: string | null }> {
  const reading = normalise(input.number, (await getSettings(ctx)).country);
  if (!isPhone(reading)) return { match: 'none', candidates: [], total: 0, company: null, e164: null, display: null };
  const match = await matchCaller(ctx, { from: reading.e164, ownNumbers: [] });
  const candidates = await asSeen(ctx, sight, match.candidates);
  return { ...match, candidates, e164: reading.e164, display: reading.international };
}
