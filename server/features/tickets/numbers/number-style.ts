import type { TicketNumberStyle } from '../../../../shared/domain/ticket-number.js';
import type { Ctx } from '../../../core/context.js';
import { type Reaction, react } from '../../../core/feature.js';
import { getSettings } from '../../settings/index.js';

/** Every ticket shown asks for the style, and it changes once in a blue moon. Another node's change is seen within this time. */
const KEPT_MS = 5_000;
/** By data source: one process may serve several databases in tests. */
const cache = new WeakMap<object, { style: TicketNumberStyle; until: number }>();

/** How this installation writes ticket numbers: `#48190`, or `RB-48190` with letters in the settings, kept for five seconds. */
export async function numberStyle(ctx: Ctx): Promise<TicketNumberStyle> {
  const kept = cache.get(ctx.db.dataSource);
  if (kept && kept.until > performance.now()) return kept.style;
  const { ticketPrefix: prefix, ticketWidth: width } = await getSettings(ctx);
  const style = { prefix: prefix === '' ? '#' : `${prefix}-`, width };
  cache.set(ctx.db.dataSource, { style, until: performance.now() + KEPT_MS });
  return style;
}

/** Forgets the kept style as soon as the settings changed in this process. */
export const forgetStyle: Reaction = react('settings.changed', (ctx) => {
  const source = ctx.db.dataSource;
  cache.delete(source);
  ctx.afterCommit(() => cache.delete(source));
  return Promise.resolve();
});
