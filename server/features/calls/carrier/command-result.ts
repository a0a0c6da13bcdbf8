import { type LegStatus, readLegStatus } from '../../../../shared/domain/leg-state.js';
import type { Ctx } from '../../../core/context.js';
import { advance } from '../call-machine.js';
import { type CallWork, withCall } from '../call-work.js';
import { CarrierCommandEntity } from '../carrier-command.entity.js';
import { CARRIER_RETRY_MS, carrierRetry, commandLeg } from '../carrier-commands.js';
import { LegEntity } from '../leg.entity.js';
import { patchLeg } from '../legs.query.js';
import type { CommandOutcome } from './command-handler.js';
import { applyLegStatus } from './reduce-call-status.js';
import { joinedRoom } from './room-facts.js';

/** What came of a command, worked out under the call's lock like any callback: an answer of the carrier or an event, whichever comes first. */
export async function finishCommand(ctx: Ctx, command: CarrierCommandEntity, outcome: CommandOutcome): Promise<void> {
  await withCall(ctx, command.callId, async (work) => {
    const leg = await ctx.db.getRepository(LegEntity).findOneBy({ id: command.legId });
    if (leg === null) return;
    const isRepeatable = outcome.kind === 'unknown' || outcome.kind === 'rate-limited' || isIgnored(command, outcome);
    if (isRepeatable) return retryLater(work, command, outcome.kind);
    if (outcome.kind === 'config-error') {
      // The carrier would not even listen, so nothing is known of the leg. Reconciliation looks after it.
      return giveUp(work, command, outcome.kind);
    }
    await close(work, command, 'DONE', outcome.kind);
    await follow(work, leg, { command, outcome });
  });
}

/** The carrier said 200 and did nothing (voice.md §8, "hold ignored"). */
function isIgnored(command: CarrierCommandEntity, { kind, participant }: CommandOutcome): boolean {
  if (kind !== 'ok' || !participant) return false;
  if (command.kind === 'hold' || command.kind === 'resume') return participant.hold !== (command.kind === 'hold');
  return (command.kind === 'mute' || command.kind === 'unmute') && participant.muted !== (command.kind === 'mute');
}

async function retryLater(work: CallWork, command: CarrierCommandEntity, result: string): Promise<void> {
  const wait = CARRIER_RETRY_MS[command.attempts - 1];
  if (wait === undefined) return giveUp(work, command, result);
  await close(work, command, 'UNKNOWN', result);
  const { ctx } = work;
  await ctx.deadline(carrierRetry, command.id, new Date(ctx.now.getTime() + wait), { callId: command.callId, commandId: command.id });
}

async function giveUp(work: CallWork, command: CarrierCommandEntity, result: string): Promise<void> {
  work.moment('carrier.failed', { command: command.kind, result });
  forgetHold(work, command);
  await close(work, command, 'FAILED', result);
}

/** A hold that did not come about is not wanted any more: the agent sees so on the call, and may ask for it again. */
function forgetHold({ call }: CallWork, command: CarrierCommandEntity): void {
  if (command.kind === 'hold' && call.state === 'TALKING') call.isHoldWanted = false;
}

async function close(
  { ctx }: CallWork,
  command: CarrierCommandEntity,
  state: 'DONE' | 'FAILED' | 'UNKNOWN',
  result: string,
): Promise<void> {
  await ctx.db.getRepository(CarrierCommandEntity).update(command.id, { state, result, finishedAt: ctx.now });
}

interface Finished {
  command: CarrierCommandEntity;
  outcome: CommandOutcome;
}

async function follow(work: CallWork, leg: LegEntity, { command, outcome }: Finished): Promise<void> {
  if (outcome.leg) {
    const { status, durationSeconds, endTime } = outcome.leg;
    return sawLeg(work, leg, { status: readLegStatus(status), seconds: durationSeconds, endedAt: endTime });
  }
  const isGone = outcome.kind === 'not-found' || outcome.kind === 'invalid-state';
  if (command.kind === 'hang-up') return sawLeg(work, leg, { status: 'completed', seconds: null, endedAt: null });
  if (command.kind === 'fetch' && isGone) return sawLeg(work, leg, { status: 'completed', seconds: null, endedAt: null });
  if (isGone) {
    forgetHold(work, command);
    // Not in the room or not in the queue any more: the carrier is asked what became of the leg (voice.md §1.2: any 4xx here).
    await commandLeg(work, leg, 'fetch');
    return;
  }
  if (outcome.kind !== 'ok') return;
  await sawDone(work, leg, { command, outcome });
}

async function sawLeg(
  work: CallWork,
  leg: LegEntity,
  seen: { status: LegStatus | null; seconds: number | null; endedAt: Date | null },
): Promise<void> {
  if (seen.status === null) return;
  await applyLegStatus(work, leg, {
    status: seen.status,
    endedAt: seen.endedAt,
    ...(seen.seconds === null ? {} : { duration: String(seen.seconds) }),
  });
}

async function sawDone(work: CallWork, leg: LegEntity, { command, outcome }: Finished): Promise<void> {
  const { call, ctx } = work;
  patchLeg(ctx, leg, { lastEventAt: ctx.now });
  if (command.kind === 'dequeue' && outcome.participant && call.visit === command.visit) {
    await joinedRoom(work, leg, { roomSid: call.conferenceSid ?? '', isOldVisit: false });
  }
  if (command.kind === 'hold' && call.state !== 'AGENT_LOST') await advance(work, 'caller.held');
  if (command.kind === 'resume') await advance(work, 'caller.resumed');
  if ((command.kind === 'mute' || command.kind === 'unmute') && leg.id === call.agentLegId) call.isMuted = command.kind === 'mute';
}
