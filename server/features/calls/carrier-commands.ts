import * as z from 'zod/mini';
import { type Ctx, defineDeadline, defineJob } from '../../core/context.js';
import { newId } from '../../core/id.js';
import type { CallWork } from './call-work.js';
import { CarrierCommandEntity, type CarrierCommandKind } from './carrier-command.entity.js';
import type { LegEntity } from './leg.entity.js';

const CommandRef = z.object({ callId: z.string(), commandId: z.string() });

/**
 * Sends one command to the carrier. A failing network is a result, and repeating is a deadline's business; the worker's own attempts are only for a process
 * that died in the middle: the next one finds the command in flight and looks before it asks again.
 */
export const carrierJob = defineJob({
  name: 'calls.carrier-command',
  schema: CommandRef,
  queue: (payload) => `call:${payload.callId}`,
  maxAttempts: 10,
});
/** Tries a command again whose answer was lost or that the carrier had no time for. */
export const carrierRetry = defineDeadline('calls.carrier-retry', CommandRef);
/** Waits before the repetitions of a command, ms. After the last one the command has failed, and reconciliation takes over. */
export const CARRIER_RETRY_MS = [200, 500, 1000, 2000, 4000] as const;

/** Asks the carrier to do something with a leg, in order with everything else of this call. */
export async function commandLeg(
  work: Pick<CallWork, 'ctx' | 'call'>,
  leg: LegEntity,
  kind: CarrierCommandKind,
  argument: string | null = null,
): Promise<string> {
  const { ctx, call } = work;
  const command = {
    id: newId(ctx.now.getTime()),
    callId: call.id,
    legId: leg.id,
    kind,
    visit: call.visit,
    argument,
    state: 'PENDING' as const,
  };
  await ctx.db.getRepository(CarrierCommandEntity).insert({ ...command, attempts: 0, createdAt: ctx.now });
  await enqueueCommand(ctx, command.callId, command.id);
  return command.id;
}

/** Puts a command (again) into its call's queue. */
export async function enqueueCommand(ctx: Ctx, callId: string, commandId: string): Promise<void> {
  await ctx.enqueue(carrierJob, { callId, commandId });
}
