import * as z from 'zod/mini';
import type { Telephony } from '../../../shared/models/telephony.js';
import { type Ctx, defineDeadline, defineJob } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError } from '../../core/errors.js';
import { TelephonyEntity } from './telephony.entity.js';
import type { TelephonyDeps } from './telephony-deps.js';
import { lockTelephony, presentTelephony, TELEPHONY_ID } from './telephony-row.js';

/** Longer than all steps of one piece of work can take. */
const STUCK_MS = 180_000;

/** Credentials on their way to be tested; the secrets are sealed already, for jobs are rows too. */
export const Candidate = z.object({
  accountSid: z.string(),
  apiKeySid: z.string(),
  sealedSecrets: z.string(),
  region: z.nullable(z.string()),
  edge: z.nullable(z.string()),
  publicUrl: z.nullable(z.string()),
  fallbackUrl: z.nullable(z.string()),
});
export type Candidate = z.infer<typeof Candidate>;

/** What Settings → Telephony has done in a job. */
export const Work = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('test') }),
  z.object({ kind: z.literal('connect'), candidate: Candidate }),
  z.object({ kind: z.literal('apply'), numberSids: z.nullable(z.array(z.string())) }),
  z.object({ kind: z.literal('test-call'), to: z.string() }),
]);
export type Work = z.infer<typeof Work>;

/** One piece of work at a time, once: what came of it stands in the row. */
export const telephonyJob = defineJob({ name: 'telephony.work', schema: Work, queue: () => 'telephony', maxAttempts: 1 });
/** Fires when the process that did the work is no more: its outcome is unknown. */
export const stuckDeadline = defineDeadline('telephony.stuck', z.object({}));

/** Changes the row and tells administrators. `expected` null: no comparison of versions. */
export async function changeTelephony(
  ctx: Ctx,
  deps: TelephonyDeps,
  patch: Partial<TelephonyEntity>,
  expected: number | null = null,
): Promise<Telephony> {
  await lockTelephony(ctx);
  const { row, changes } = await change(ctx, TelephonyEntity, { id: TELEPHONY_ID, expected, secret: ['sealedSecrets'] }, patch);
  const model = presentTelephony(row, deps.telephony.account(), deps.environment);
  if (Object.keys(changes).length > 0) await ctx.publish('telephony.changed', model);
  return model;
}

/** Claims the row and enqueues the work. Throws TELEPHONY_BUSY while other work is under way, STALE for another `expected` version. */
export async function startWork(ctx: Ctx, deps: TelephonyDeps, work: Work, expected: number | null = null): Promise<Telephony> {
  const row = await lockTelephony(ctx);
  if (row.state === 'working') throw new AppError('TELEPHONY_BUSY', 'Another test or change is under way; wait for its result.');
  const model = await changeTelephony(ctx, deps, { state: 'working', steps: [] }, expected);
  await ctx.enqueue(telephonyJob, work);
  await ctx.deadline(stuckDeadline, TELEPHONY_ID, new Date(ctx.now.getTime() + STUCK_MS), {});
  return model;
}

/** Writes the outcome of the work. */
export async function finishWork(ctx: Ctx, deps: TelephonyDeps, patch: Partial<TelephonyEntity>): Promise<Telephony> {
  await ctx.cancelDeadline(stuckDeadline, TELEPHONY_ID);
  return changeTelephony(ctx, deps, patch);
}

/** The process doing the work is gone: what it had set may or may not be set. */
export async function giveUpWork(ctx: Ctx, deps: TelephonyDeps): Promise<void> {
  const row = await lockTelephony(ctx);
  if (row.state !== 'working') return;
  await changeTelephony(ctx, deps, {
    state: 'failed',
    steps: [{ code: 'credentials', state: 'failed', detail: 'The server stopped while this was under way. Test again.' }],
  });
}
