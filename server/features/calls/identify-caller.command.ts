import type { CallerCard } from '../../../shared/models/caller-card.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { learnNumber, personNameSql } from '../people/index.js';
import { agentId } from './actor.js';
import { withCall } from './call-work.js';
import { callerCard } from './card/caller-card.query.js';
import { deskOf } from './desk/desk.query.js';
import { recordCall } from './desk/record-call.js';
import { openOfferOf } from './offers.js';

interface Who {
  name: string;
  companyId: string | null;
  companyName: string | null;
}

/** Says who is calling, while it rings here or afterwards; with `learn` the number is remembered for that person. The history follows when it was written already. Throws NOT_FOUND. */
export async function identifyCaller(ctx: Ctx, input: { callId: string; personId: string | null; learn: boolean }): Promise<CallerCard> {
  const me = agentId(ctx);
  return withCall(ctx, input.callId, async (work) => {
    const { call } = work;
    // While it rings the call is nobody's yet: whoever it is offered to may say who it is.
    const isMine = call.agentId === me || (call.agentId === null && (await openOfferOf(ctx, call.id))?.agentId === me);
    if (!isMine) throw new AppError('NOT_FOUND', 'This is not your call.');
    const who = input.personId === null ? null : await whoIs(ctx, input.personId);
    call.personId = input.personId;
    call.personName = who?.name ?? null;
    call.companyId = who?.companyId ?? null;
    call.companyName = who?.companyName ?? null;
    call.match = input.personId === null ? 'none' : 'sure';
    work.moment('caller.identified', { personId: input.personId });
    if (input.learn && input.personId !== null && call.fromNumber !== null) {
      await learnNumber(ctx, { personId: input.personId, number: call.fromNumber });
    }
    const desk = await deskOf(ctx, call.id);
    if (desk !== null && desk.interactionId !== null) await recordCall(work, desk);
    const card = await callerCard(ctx, call, me);
    work.afterSave(() => ctx.publish('call.card-changed', { id: call.id, version: call.version, agentId: me, card }));
    return card;
  });
}

async function whoIs(ctx: Ctx, personId: string): Promise<Who> {
  const rows: Who[] = await ctx.db.query(
    `SELECT ${personNameSql('p')} AS name, c.id AS "companyId", c.name AS "companyName" FROM persons p
     LEFT JOIN positions o ON o.person_id = p.id AND o.is_primary LEFT JOIN companies c ON c.id = o.company_id WHERE p.id = $1`,
    [personId],
  );
  return found(rows[0], 'person');
}
