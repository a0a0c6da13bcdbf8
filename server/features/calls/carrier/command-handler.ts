import type { CarrierFailure, CarrierLeg, CarrierParticipant, CarrierResult } from '../../../adapters/telephony/port.js';
import { type Ctx, systemActor } from '../../../core/context.js';
import type { JobTools } from '../../../core/feature.js';
import type { Deps } from '../../../deps.js';
import { CallEntity } from '../call.entity.js';
import { CarrierCommandEntity } from '../carrier-command.entity.js';
import { LegEntity } from '../leg.entity.js';
import { isStillWanted } from './command-guard.js';
import { finishCommand } from './command-result.js';
import { carrierQueueName, roomName, urlsOf } from './urls.js';

/** What came of asking the carrier. `leg` and `participant` are what it said about the leg. */
export interface CommandOutcome {
  kind: 'ok' | CarrierFailure['kind'];
  leg?: CarrierLeg;
  participant?: CarrierParticipant | null;
}
/** A command that is on its way, with everything the network part needs; no transaction is open meanwhile. */
export interface ClaimedCommand {
  command: CarrierCommandEntity;
  call: CallEntity;
  leg: LegEntity;
}

/** Claim · network · result. A command that nobody wants any more is skipped; one left inflight by a dead process counts as UNKNOWN. */
export async function runCarrierCommand(deps: Deps, payload: { callId: string; commandId: string }, tools: JobTools): Promise<void> {
  const actor = systemActor('carrier');
  const claimed = await tools.transaction(actor, (ctx) => claim(ctx, payload.commandId, deps.nodeId));
  if (claimed === null) return;
  const outcome = await send(deps, claimed);
  await tools.transaction(actor, (ctx) => finishCommand(ctx, claimed.command, outcome));
}

async function claim(ctx: Ctx, commandId: string, nodeId: string): Promise<ClaimedCommand | null> {
  const seen = await ctx.db.getRepository(CarrierCommandEntity).findOneBy({ id: commandId });
  if (seen === null) return null;
  const call = await ctx.db
    .getRepository(CallEntity)
    .createQueryBuilder('c')
    .setLock('pessimistic_read')
    .where('c.id = :id', { id: seen.callId })
    .getOne();
  const command = await ctx.db
    .getRepository(CarrierCommandEntity)
    .createQueryBuilder('k')
    .setLock('pessimistic_write')
    .where('k.id = :id', { id: commandId })
    .getOne();
  const leg = await ctx.db.getRepository(LegEntity).findOneBy({ id: seen.legId });
  if (command === null || call === null || leg === null || !['PENDING', 'UNKNOWN', 'INFLIGHT'].includes(command.state)) return null;
  const isWanted = isStillWanted(command, call, leg);
  const state = isWanted ? ('INFLIGHT' as const) : ('SKIPPED' as const);
  Object.assign(command, { attempts: command.attempts + 1, state, nodeId });
  await ctx.db
    .getRepository(CarrierCommandEntity)
    .update(command.id, { state, attempts: command.attempts, nodeId, finishedAt: isWanted ? null : ctx.now });
  return isWanted ? { command, call, leg } : null;
}

/** The one call over the network. Repetitions look first: what was asked for may have happened, and only its answer was lost. */
async function send(deps: Deps, { command, call, leg }: ClaimedCommand): Promise<CommandOutcome> {
  const { telephony } = deps;
  const urls = urlsOf(telephony, call);
  const at = { conference: leg.roomSid ?? roomName(call), callSid: leg.callSid };
  switch (command.kind) {
    case 'dequeue':
      return dequeue(deps, { command, call, leg });
    case 'redirect':
      return plain(await telephony.redirectCall(leg.callSid, urls.requeue));
    case 'hold':
    case 'resume':
      return inRoom(await telephony.holdParticipant({ ...at, hold: command.kind === 'hold', holdUrl: urls.connectMusic }));
    case 'mute':
    case 'unmute':
      return inRoom(await telephony.muteParticipant({ ...at, muted: command.kind === 'mute' }));
    case 'digits':
      return plain(await telephony.announceTo({ ...at, url: urls.digits(command.argument ?? '') }));
    case 'hang-up':
      return plain(await telephony.hangUpCall(leg.callSid));
    default:
      return fetched(await telephony.fetchCall(leg.callSid));
  }
}

/** Fetches the caller into the room, by the queue; when the queue has lost the caller, by the leg itself. */
async function dequeue(deps: Deps, { command, call, leg }: ClaimedCommand): Promise<CommandOutcome> {
  const { telephony } = deps;
  const look = () => telephony.fetchParticipant({ conference: call.conferenceSid ?? roomName(call), callSid: leg.callSid });
  if (command.attempts > 1 || command.argument === 'again') {
    const there = await look();
    if (there.kind === 'ok') return { kind: 'ok', participant: there.value };
  }
  const { join } = urlsOf(telephony, call);
  const done = await telephony.dequeueMember({
    queueSid: call.queueSid,
    queueName: carrierQueueName(call.queueId),
    callSid: leg.callSid,
    url: join,
  });
  if (done.kind !== 'not-found' && done.kind !== 'invalid-state') return plain(done);
  const state = await telephony.fetchCall(leg.callSid);
  if (state.kind !== 'ok' || state.value.status !== 'in-progress') return fetched(state);
  // Not in the queue and alive: perhaps already here. To send the leg in again would end the room it is in.
  const there = await look();
  if (there.kind === 'ok') return { kind: 'ok', participant: there.value };
  return plain(await telephony.redirectCall(leg.callSid, join));
}

function plain(result: CarrierResult<null>): CommandOutcome {
  return { kind: result.kind };
}
function inRoom(result: CarrierResult<CarrierParticipant>): CommandOutcome {
  return result.kind === 'ok' ? { kind: 'ok', participant: result.value } : { kind: result.kind };
}
function fetched(result: CarrierResult<CarrierLeg>): CommandOutcome {
  return result.kind === 'ok' ? { kind: 'ok', leg: result.value } : { kind: result.kind };
}
