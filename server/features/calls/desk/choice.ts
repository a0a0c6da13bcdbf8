import type { NextStep } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { dispositionById } from '../../queues/index.js';
import type { CallEntity } from '../call.entity.js';
import type { CallDeskEntity } from '../call-desk.entity.js';
import type { CallWork } from '../call-work.js';

/** What an agent chose on the desk. */
export type Choice = Pick<CallDeskEntity, 'dispositionId' | 'nextStep'>;

/**
 * Refuses a choice that leads nowhere before it is kept: an outcome unknown or of another queue (one the desk carries already may stay, the call may
 * have changed its queue), a reason that was deleted, an owner who is no active account. Throws INVALID_REFERENCE; details say which `field`.
 */
export async function checkChoice(work: CallWork, desk: CallDeskEntity, chosen: Partial<Choice>): Promise<void> {
  const { ctx, call } = work;
  const { dispositionId, nextStep } = chosen;
  if (dispositionId && dispositionId !== desk.dispositionId && !(await isOutcomeOf(ctx, call, dispositionId)))
    throw leadsNowhere('dispositionId');
  if (nextStep?.reasonId && !(await isThere(ctx, 'reason', nextStep.reasonId))) throw leadsNowhere('nextStep.reasonId');
  const owner = nextStep?.promise?.ownerId;
  if (owner && !(await isThere(ctx, 'account', owner))) throw leadsNowhere('nextStep.promise.ownerId');
}

async function isOutcomeOf(ctx: Ctx, call: CallEntity, dispositionId: string): Promise<boolean> {
  const disposition = await dispositionById(ctx, dispositionId);
  return disposition !== null && (disposition.queueId === null || disposition.queueId === call.queueId);
}

function leadsNowhere(field: string): AppError {
  return new AppError('INVALID_REFERENCE', `What is chosen as ${field} does not exist any more; choose it again.`, { field });
}

/**
 * Takes off the call and the desk whatever vanished between choosing and settling (a day lies between them at most), so that settling never fails for
 * it: a promise without its owner becomes the agent's. Nothing is locked (two calls of one ticket would wait for each other): what vanishes in the very
 * same moment makes the deadline run again, which finds it gone.
 */
export async function dropDeadReferences({ ctx, call, moment }: CallWork, desk: CallDeskEntity): Promise<void> {
  const lost: string[] = [];
  const alive = async (kind: Kind, id: string | null | undefined): Promise<boolean> => {
    if (!id || (await isThere(ctx, kind, id))) return true;
    lost.push(kind);
    return false;
  };
  if (!(await alive('person', call.personId))) Object.assign(call, { personId: null, personName: null });
  if (!(await alive('company', call.companyId))) Object.assign(call, { companyId: null, companyName: null });
  if (!(await alive('ticket', call.ticketId))) call.ticketId = null;
  const step: NextStep = { ...desk.nextStep };
  if (!(await alive('reason', step.reasonId))) step.reasonId = null;
  if (step.promise && !(await alive('account', step.promise.ownerId))) step.promise = { ...step.promise, ownerId: null };
  desk.nextStep = step;
  if (lost.length > 0) moment('desk.reference-lost', { lost });
}

/** Where a reference leads. An account that was switched off does nothing any more, so it counts as gone. */
const PLACES = {
  reason: 'ticket_reasons WHERE id = $1',
  account: 'accounts WHERE id = $1 AND is_active',
  person: 'persons WHERE id = $1',
  company: 'companies WHERE id = $1',
  ticket: 'tickets WHERE id = $1',
} as const;
type Kind = keyof typeof PLACES;

async function isThere(ctx: Ctx, kind: Kind, id: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM ${PLACES[kind]}`, [id]);
  return rows.length > 0;
}
