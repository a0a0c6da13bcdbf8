import * as deskContract from '../../../shared/contract/call-desk.js';
import * as contract from '../../../shared/contract/calls.js';
import * as lostContract from '../../../shared/contract/lost-calls.js';
import { anyAgent, hasRole, type Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { type Route, route } from '../../core/http/route.js';
import { mayWatchQueue } from '../queues/index.js';
import { acceptOffer } from './accept-offer.command.js';
import { activeCall } from './active-call.query.js';
import { agentId } from './actor.js';
import { CallEntity } from './call.entity.js';
import { answersCall, maySeeCall, maySeeLostCall } from './calls.policy.js';
import { callerCard } from './card/caller-card.query.js';
import { checkDial } from './check-dial.query.js';
import { hangUpCall, holdCall, muteCall, resumeCall, sendDigits } from './control-call.command.js';
import { getDesk } from './desk/desk.query.js';
import { extendWrapUp } from './desk/extend-wrap-up.command.js';
import { finishCall } from './desk/finish-call.command.js';
import { saveDesk } from './desk/save-desk.command.js';
import { saveNote } from './desk/save-note.command.js';
import { undoFinish } from './desk/undo-finish.command.js';
import { unfinishedCalls } from './desk/unfinished-calls.query.js';
import { identifyCaller } from './identify-caller.command.js';
import { joinTicket } from './join-ticket.command.js';
import { callTimeline, getCall, listCalls } from './list-calls.query.js';
import { closeLostCall, listLostCalls } from './lost/lost-calls.query.js';
import { rejectOffer } from './reject-offer.command.js';
import { rejoinCall } from './rejoin-call.command.js';
import { moveCall, pickCall, prioritiseCall } from './steer-waiting.command.js';

const maySteer: Policy<{ callId: string }> = async (ctx, input) =>
  (hasRole(ctx.actor, 'supervisor') || hasRole(ctx.actor, 'admin')) && maySeeCall(ctx, input);

/** To me: who sees the call. To somebody else: supervisors and administrators among them, and only to who answers the call's queue. */
const mayPick: Policy<{ callId: string; agentId?: string | undefined }> = async (ctx, { callId, agentId: target }) => {
  if (target === undefined || target === ctx.actor.id) return maySeeCall(ctx, { callId });
  return (await maySteer(ctx, { callId })) && answersCall(ctx, { callId, agentId: target });
};

/** A call may only be moved where the actor may watch what becomes of it. */
const mayMove: Policy<{ callId: string; queueId: string }> = async (ctx, input) =>
  (await maySteer(ctx, input)) && mayWatchQueue(ctx, input.queueId);

/** Operation → policy → command or query. */
export const callsRoutes: Route[] = [
  route(contract.listCalls, { can: anyAgent, run: listCalls }),
  route(contract.getCall, { can: maySeeCall, run: getCall }),
  route(contract.callTimeline, { can: maySeeCall, run: callTimeline }),
  route(contract.getCallerCard, {
    can: maySeeCall,
    run: async (ctx, input) =>
      callerCard(ctx, found(await ctx.db.getRepository(CallEntity).findOneBy({ id: input.callId }), 'call'), agentId(ctx)),
  }),
  route(contract.activeCall, { can: anyAgent, run: activeCall }),
  route(contract.acceptOffer, { can: maySeeCall, run: acceptOffer }),
  route(contract.rejectOffer, { can: maySeeCall, run: rejectOffer }),
  route(contract.rejoinCall, { can: maySeeCall, run: rejoinCall }),
  route(contract.holdCall, { can: maySeeCall, run: holdCall }),
  route(contract.resumeCall, { can: maySeeCall, run: resumeCall }),
  route(contract.muteCall, { can: maySeeCall, run: muteCall }),
  route(contract.sendDigits, { can: maySeeCall, run: sendDigits }),
  route(contract.hangUpCall, { can: maySeeCall, run: hangUpCall }),
  route(contract.identifyCaller, { can: maySeeCall, run: identifyCaller }),
  route(contract.joinTicket, { can: maySeeCall, run: joinTicket }),
  route(deskContract.getDesk, { can: maySeeCall, run: getDesk }),
  route(deskContract.saveNote, { can: maySeeCall, run: saveNote }),
  route(deskContract.saveDesk, { can: maySeeCall, run: saveDesk }),
  route(deskContract.finishCall, { can: maySeeCall, run: finishCall }),
  route(deskContract.undoFinish, { can: maySeeCall, run: undoFinish }),
  route(deskContract.extendWrapUp, { can: maySeeCall, run: extendWrapUp }),
  route(deskContract.unfinishedCalls, { can: anyAgent, run: unfinishedCalls }),
  route(contract.pickCall, { can: mayPick, run: pickCall }),
  route(contract.moveCall, { can: mayMove, run: moveCall }),
  route(contract.prioritiseCall, { can: maySteer, run: prioritiseCall }),
  route(lostContract.listLostCalls, { can: anyAgent, run: listLostCalls }),
  route(lostContract.closeLostCall, { can: maySeeLostCall, run: closeLostCall }),
  route(contract.checkDial, { can: anyAgent, run: checkDial }),
];
