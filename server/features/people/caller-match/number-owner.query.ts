import type { NumberMatch } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { isPhone, normalise } from '../../../core/phone.js';
import { getSettings } from '../../settings/index.js';
import { matchCaller } from './match-caller.query.js';

/** Who a number in any spelling belongs to; nobody for what is no number. */
export async function matchNumber(
  ctx: Ctx,
  input: { number: string },
): Promise<NumberMatch & { e164: string | null; display: string | null }> {
  const reading = normalise(input.number, (await getSettings(ctx)).country);
  if (!isPhone(reading)) return { match: 'none', candidates: [], total: 0, company: null, e164: null, display: null };
  return { ...(await matchCaller(ctx, { from: reading.e164, ownNumbers: [] })), e164: reading.e164, display: reading.international };
}
