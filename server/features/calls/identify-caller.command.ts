import type { CallerCard } from '../../../shared/models/caller-card.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { currentPersonId, learnNumber } from '../people/index.js';
import { agentId } from './actor.js';
import { withCall } from './call-work.js';
import { callerCard } from './card/caller-card.query.js';
import { deskOf } from './desk/desk.query.js';
import { recordCall } from './desk/record-call.js';
import { openOfferOf } from './offers.js';
import { whoIs } from './who-is.query.js';

/** Says who is calling, while it rings here or afterwards; with `learn` the number is remembered for that person. The history follows when it was written already. Throws NOT_FOUND. */
export async function identifyCaller(ctx: Ctx, input: { callId: string; personId: string | null; learn: boolean }): Promise<CallerCard> {
  const me = agentId(ctx);
  return withCall(ctx, input.callId, async (work) => {
    const { call } = work;
    // While it rings the call is nobody's yet: whoever it is offered to may say who it is.
    const isMine = call.agentId === me || (call.agentId === null && (await openOfferOf(ctx, call.id))?.agentId === me);
    if (!isMine) throw new AppError('NOT_FOUND', 'This is not your call.');
    const personId = await currentPersonId(ctx, input.personId);
    const who = personId === null ? null : await whoIs(ctx, personId);
    call.personId = personId;
    call.personName = who?.name ?? null;
    call.companyId = who?.companyId ?? null;
    call.companyName = who?.companyName ?? null;
    call.match = personId === null ? 'none' : 'sure';
    work.moment('caller.identified', { personId });
    if (input.learn && personId !== null && call.fromNumber !== null) {
      await learnNumber(ctx, { personId, number: call.fromNumber });
    }
    const desk = await deskOf(ctx, call.id);
    if (desk !== null && desk.interactionId !== null) await recordCall(work, desk);
    const card = await callerCard(ctx, call, me);
    work.afterSave(() => ctx.publish('call.card-changed', { id: call.id, version: call.version, agentId: me, card }));
    return card;
  });
}
