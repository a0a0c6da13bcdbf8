import {
  type CarrierFailure,
  type CarrierLeg,
  type CarrierParticipant,
  type CarrierResult,
  INLINE_LIMIT,
} from '../../../adapters/telephony/port.js';
import { type Ctx, systemActor } from '../../../core/context.js';
import type { JobTools } from '../../../core/feature.js';
import type { Deps } from '../../../deps.js';
import { CallEntity } from '../call.entity.js';
import { CarrierCommandEntity } from '../carrier-command.entity.js';
import { carrierRetry } from '../carrier-commands.js';
import { LegEntity } from '../leg.entity.js';
import { isStillWanted } from './command-guard.js';
import { finishCommand } from './command-result.js';
import { customerRoom, promptsFrom, queueDocument } from './document-for.js';
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

/** Until the telephone network is connected (the start-up has not come so far) a command waits this long, again and again … */
const NOT_YET_MS = 500;
/** … but not one that is older than this: nobody waits for it any more, and reconciliation looks after its leg. */
const OLD_MS = 3_600_000;

/** Claim · network · result. A command that nobody wants any more is skipped; one left inflight by a dead process counts as UNKNOWN. */
export async function runCarrierCommand(deps: Deps, payload: { callId: string; commandId: string }, tools: JobTools): Promise<void> {
  const actor = systemActor('carrier');
  if (deps.telephony.account() === null && (await tools.transaction(actor, (ctx) => putOff(ctx, payload)))) return;
  const claimed = await tools.transaction(actor, (ctx) => claim(ctx, payload.commandId, deps.nodeId));
  if (claimed === null) return;
  const outcome = await send(deps, claimed);
  await tools.transaction(actor, (ctx) => finishCommand(ctx, claimed.command, outcome));
}

/** What a process before us left undone must not fail only because we are not connected yet. False when the command is too old to wait. */
async function putOff(ctx: Ctx, payload: { callId: string; commandId: string }): Promise<boolean> {
  const command = await ctx.db.getRepository(CarrierCommandEntity).findOneBy({ id: payload.commandId });
  if (command === null || ctx.now.getTime() - command.createdAt.getTime() > OLD_MS) return false;
  await ctx.deadline(carrierRetry, command.id, new Date(ctx.now.getTime() + NOT_YET_MS), payload);
  return true;
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
      return redirect(deps, { command, call, leg });
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

/** Back to the queue's music, or another way out. What is said on the way out may be long: then the document is fetched from us. */
async function redirect({ telephony }: Deps, { command, call, leg }: ClaimedCommand): Promise<CommandOutcome> {
  const document = call.state === 'OVERFLOW' ? null : queueDocument(telephony, call, promptsFrom(command.argument));
  if (document !== null && document.length <= INLINE_LIMIT) return plain(await telephony.instructCall(leg.callSid, document));
  return plain(await telephony.redirectCall(leg.callSid, urlsOf(telephony, call).requeueBy(command.id)));
}

/**
 * Fetches the caller into the room. First with the document itself, so that nothing of ours has to be there when the carrier executes it: a server that
 * dies in that moment loses nobody. Repetitions look first and go by the queue, which lets a caller out only once: sent again, the leg would leave the
 * room it is in, and end it. A look without an answer says nothing: it is repeated before anything is done.
 */
async function dequeue(deps: Deps, { command, call, leg }: ClaimedCommand): Promise<CommandOutcome> {
  const { telephony } = deps;
  const look = () => telephony.fetchParticipant({ conference: call.conferenceSid ?? roomName(call), callSid: leg.callSid });
  const tell = () => telephony.instructCall(leg.callSid, customerRoom(telephony, call));
  const isFirst = command.attempts === 1 && command.argument !== 'again';
  if (!isFirst) {
    const there = await look();
    if (there.kind !== 'not-found') return inRoom(there);
  }
  const queue = { queueSid: call.queueSid, queueName: carrierQueueName(call.queueId) };
  const done = isFirst
    ? await tell()
    : await telephony.dequeueMember({ ...queue, callSid: leg.callSid, url: urlsOf(telephony, call).join });
  if (done.kind !== 'not-found' && done.kind !== 'invalid-state') return plain(done);
  const state = await telephony.fetchCall(leg.callSid);
  if (state.kind !== 'ok' || state.value.status !== 'in-progress') return fetched(state);
  // Not in the queue and alive: perhaps already here. To send the leg in again would end the room it is in.
  const there = await look();
  return there.kind === 'not-found' ? plain(await tell()) : inRoom(there);
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
