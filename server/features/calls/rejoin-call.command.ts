import { CALL_DEADLINE_SECONDS } from '../../../shared/domain/call-state.js';
import type { VoiceTicket } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { newNonce } from './accept-offer.command.js';
import { agentId } from './actor.js';
import { withCall } from './call-work.js';

/** A key for my device to come back into my call, on any device, until the caller is given to somebody else. Throws WRONG_CALL_STATE, NOT_FOUND. */
export async function rejoinCall(ctx: Ctx, input: { callId: string }): Promise<VoiceTicket> {
  const me = agentId(ctx);
  return withCall(ctx, input.callId, ({ call }) => {
    if (call.agentId !== me) throw new AppError('NOT_FOUND', 'This is not your call.');
    if (call.state !== 'AGENT_LOST')
      throw new AppError('WRONG_CALL_STATE', 'Your voice is not missing in this call.', { state: call.state });
    call.rejoinNonce ??= newNonce();
    const before = call.stateSince.getTime() + CALL_DEADLINE_SECONDS.AGENT_LOST * 1000;
    return Promise.resolve({ callId: call.id, params: { nonce: call.rejoinNonce }, connectBefore: new Date(before).toISOString() });
  });
}
