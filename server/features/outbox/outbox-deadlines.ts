import * as z from 'zod/mini';
import { type Ctx, defineDeadline, defineJob } from '../../core/context.js';

const MailRef = z.object({ messageId: z.uuid() });

/**
 * Hands one mail over. What the server says is a result, and trying again is a deadline's business; the worker's own attempts are for a process that died:
 * the next one finds the mail `sending` and decides by what was written down.
 */
export const sendJob = defineJob({ name: 'mail.send', schema: MailRef, queue: ({ messageId }) => `mail:${messageId}`, maxAttempts: 10 });

/** The hold is over, or the next attempt is due. */
export const sendDeadline = defineDeadline('mail.send-due', MailRef);

/** How long a mail can be taken back, ms. */
export const HOLD_MS = 10_000;
const MINUTE = 60_000;
/** Waits between attempts, ms; the last one again and again … */
export const BACK_OFF_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 3 * 60 * MINUTE] as const;
/** … until this long after the first attempt (RFC 5321, 4.5.4.1 asks for four to five days; customers ask sooner). */
export const GIVE_UP_MS = 3 * 24 * 60 * MINUTE;

/** Sends a mail as soon as a worker is free. */
export async function sendNow(ctx: Ctx, messageId: string): Promise<void> {
  await ctx.cancelDeadline(sendDeadline, messageId);
  await ctx.enqueue(sendJob, { messageId });
}
