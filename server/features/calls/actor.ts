import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';

/** The account that acts. Throws FORBIDDEN for the product itself, which answers no phones. */
export function agentId(ctx: Ctx): string {
  if (ctx.actor.id === null) throw new AppError('FORBIDDEN', 'Only an agent can do this.');
  return ctx.actor.id;
}
