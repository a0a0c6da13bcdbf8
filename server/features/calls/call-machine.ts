import { type CallEvent, type CallState, nextCallState } from '../../../shared/domain/call-state.js';
import type { CallEndReason } from '../../../shared/models/calls.js';
import { AppError } from '../../core/errors.js';
import { followDeadline } from './call-deadlines.js';
import { runEffect } from './call-effects.js';
import { enterState, leaveAgent } from './call-states.js';
import type { CallWork } from './call-work.js';
import type { LegEntity } from './leg.entity.js';

/** What an event is about, for the effects that need it. */
export interface About {
  /** The agent's leg that joined, left or must go. */
  leg?: LegEntity;
  /** Why the call leaves its queue or ends. */
  reason?: CallEndReason;
  /** When it happened by the carrier's word, where we only heard of it later. */
  at?: Date | null;
}

/**
 * Moves a call under its lock: the pure machine decides, then state, facts, effects, deadline and the agent's activity follow. Returns whether the
 * state changed. Throws WRONG_CALL_STATE for what was asked and does not fit; facts of the carrier never throw.
 */
export async function advance(work: CallWork, event: CallEvent, about: About = {}): Promise<boolean> {
  const { call } = work;
  const from: CallState = call.state;
  const next = nextCallState(from, event);
  if (next.kind === 'illegal') throw new AppError('WRONG_CALL_STATE', `A call that is ${from} does not take ${event}.`, { state: from });
  if (next.kind === 'moved') await enterState(work, next.state, { reason: about.reason ?? null, at: about.at ?? work.ctx.now });
  for (const effect of next.effects) await runEffect(work, effect, { about, from });
  if (next.kind !== 'moved') return false;
  await leaveAgent(work, from);
  await followDeadline(work, from);
  return true;
}
