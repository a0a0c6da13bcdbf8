import { In } from 'typeorm';
import type { Call, CallDesk } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { agentId } from '../actor.js';
import { CallEntity } from '../call.entity.js';
import { presentCall } from '../call.presenter.js';
import { CallDeskEntity } from '../call-desk.entity.js';
import { presentDesk } from './desk.query.js';

/** My calls to complete, newest first: wrap-up ran out in the last 24 h. Index: call_desks_to_complete. */
export async function unfinishedCalls(ctx: Ctx): Promise<{ items: { call: Call; desk: CallDesk }[] }> {
  const desks = await ctx.db
    .getRepository(CallDeskEntity)
    .createQueryBuilder('d')
    .where(`d.state = 'to-complete' AND d.agent_id = :me AND d.complete_before > :now`, { me: agentId(ctx), now: ctx.now })
    .orderBy('d.complete_before', 'DESC')
    .getMany();
  const calls = await ctx.db.getRepository(CallEntity).findBy({ id: In(desks.map((desk) => desk.id)) });
  const byId = new Map(calls.map((call) => [call.id, call]));
  const items = desks.flatMap((desk) => {
    const call = byId.get(desk.id);
    return call ? [{ call: presentCall(call), desk: presentDesk(desk) }] : [];
  });
  return { items };
}
