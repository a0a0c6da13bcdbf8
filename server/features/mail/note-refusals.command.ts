import { judgeRefusal } from '../../adapters/mailbox/port.js';
import type { Ctx } from '../../core/context.js';
import { markBounced } from '../people/index.js';

/** Marks addresses that a mail server refused for good because there is nobody; a refusal for any other reason says nothing about the address. */
export async function noteRefusals(ctx: Ctx, refused: readonly { address: string; answer: string }[]): Promise<void> {
  const judged = refused.map(({ address, answer }) => ({ address: address.toLowerCase(), ...judgeRefusal(answer) }));
  await markBounced(
    ctx,
    judged.filter(({ hard }) => hard),
  );
}
