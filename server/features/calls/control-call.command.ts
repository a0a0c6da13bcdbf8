import type { CallState } from '../../../shared/domain/call-state.js';
import type { Call } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { agentId } from './actor.js';
import { presentCall } from './call.presenter.js';
import { advance } from './call-machine.js';
import { type CallWork, withCall } from './call-work.js';
import { commandLeg } from './carrier-commands.js';
import type { LegEntity } from './leg.entity.js';
import { legsOf } from './legs.query.js';

/** Runs on my own call, in one of these states. Throws NOT_FOUND for somebody else's call, WRONG_CALL_STATE. */
async function onMyCall(ctx: Ctx, callId: string, states: readonly CallState[], run: (work: CallWork) => Promise<void>): Promise<Call> {
  const me = agentId(ctx);
  const call = await withCall(ctx, callId, async (work) => {
    if (work.call.agentId !== me) throw new AppError('NOT_FOUND', 'This is not your call.');
    if (!states.includes(work.call.state)) {
      throw new AppError('WRONG_CALL_STATE', `A call that is ${work.call.state} does not allow this.`, { state: work.call.state });
    }
    await run(work);
    return work.call;
  });
  return presentCall(call);
}

async function leg({ ctx, call }: CallWork, role: LegEntity['role']): Promise<LegEntity> {
  const mine = (await legsOf(ctx, call.id)).find(
    (one) => one.endedAt === null && (role === 'customer' ? one.role === role : one.id === call.agentLegId),
  );
  return found(mine, 'connection');
}

/** Asks for music for the caller; the state follows when the room says so. Repeated: nothing. */
export function holdCall(ctx: Ctx, input: { callId: string }): Promise<Call> {
  return onMyCall(ctx, input.callId, ['TALKING', 'HELD'], async (work) => {
    if (work.call.isHoldWanted) return;
    work.call.isHoldWanted = true;
    await commandLeg(work, await leg(work, 'customer'), 'hold');
  });
}

/** Asks to take the caller off the music. Repeated: nothing. */
export function resumeCall(ctx: Ctx, input: { callId: string }): Promise<Call> {
  return onMyCall(ctx, input.callId, ['TALKING', 'HELD'], async (work) => {
    if (!work.call.isHoldWanted && work.call.state === 'TALKING') return;
    work.call.isHoldWanted = false;
    await commandLeg(work, await leg(work, 'customer'), 'resume');
  });
}

/** Mutes or unmutes my leg in the room. */
export function muteCall(ctx: Ctx, input: { callId: string; muted: boolean }): Promise<Call> {
  return onMyCall(ctx, input.callId, ['TALKING', 'HELD'], async (work) => {
    await commandLeg(work, await leg(work, 'agent'), input.muted ? 'mute' : 'unmute');
  });
}

/** Plays tones to the caller. */
export async function sendDigits(ctx: Ctx, input: { callId: string; digits: string }): Promise<{ ok: true }> {
  await onMyCall(ctx, input.callId, ['TALKING'], async (work) => {
    await commandLeg(work, await leg(work, 'customer'), 'digits', input.digits);
    work.moment('call.digits', { count: input.digits.length });
  });
  return { ok: true };
}

/** Ends the conversation: the caller's leg is hung up, wrap-up starts. */
export function hangUpCall(ctx: Ctx, input: { callId: string }): Promise<Call> {
  return onMyCall(ctx, input.callId, ['TALKING', 'HELD', 'AGENT_LOST', 'WRAPUP'], async (work) => {
    await advance(work, 'agent.hung-up', { reason: 'agent-hung-up' });
  });
}
