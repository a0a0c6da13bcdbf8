import { In } from 'typeorm';
import type { Ctx } from '../../../core/context.js';
import { LostCallEntity } from '../lost-call.entity.js';
import { patchLostCall } from './note-lost-call.command.js';

/** Debts are owed to another record of the person from now. There is one open debt to a person: a second one stays by its number. */
export async function moveDebts(ctx: Ctx, ids: readonly string[], personId: string): Promise<void> {
  const repository = ctx.db.getRepository(LostCallEntity);
  for (const debt of await repository.findBy({ id: In([...ids]) })) {
    const identity = debt.identity.startsWith('person:') ? `person:${personId}` : debt.identity;
    const others = [identity, ...(debt.fromNumber === null ? [] : [`number:${debt.fromNumber}`])];
    const taken = new Set((await repository.findBy({ identity: In(others), state: 'open' })).map((other) => other.identity));
    const free = debt.state === 'open' ? others.find((one) => !taken.has(one) || one === debt.identity) : identity;
    await patchLostCall(ctx, debt, { personId, ...(free === undefined ? {} : { identity: free }) });
  }
}
