import type { Ctx } from '../../core/context.js';
import { isEmergency } from '../../core/emergency.js';
import { AppError } from '../../core/errors.js';
import { isPhone, normalise } from '../../core/phone.js';
import { getSettings } from '../settings/index.js';

/** Whether a number may be dialled from the console. Emergency numbers never: our network cannot say where the caller is, and help would come late. */
export async function checkDial(ctx: Ctx, input: { number: string }): Promise<{ isAllowed: boolean; display: string }> {
  const { country } = await getSettings(ctx);
  if (isEmergency(input.number, country)) {
    throw new AppError('EMERGENCY_NUMBER', 'Emergency numbers are never dialled from here. Use a telephone.');
  }
  const reading = normalise(input.number, country);
  if (!isPhone(reading)) throw new AppError('INVALID_INPUT', 'This is no telephone number.', { reason: reading.reason });
  return { isAllowed: reading.isValid, display: reading.international };
}
