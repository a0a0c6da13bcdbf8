import { found } from '../../../core/errors.js';
import { dispositionById, queueById } from '../../queues/index.js';
import { createTask } from '../../tasks/index.js';
import { applyCallResult, createTicketFromCall } from '../../tickets/index.js';
import type { CallDeskEntity } from '../call-desk.entity.js';
import type { CallWork } from '../call-work.js';
import { pointLostNumbers } from '../lost/settle-debts.command.js';
import { recordCall } from './record-call.js';

/** Longest subject taken from a note's first line. */
const SUBJECT_LENGTH = 120;

/**
 * What the agent wrote and chose takes effect: the call has its ticket (the one joined, else its own number becomes one), the ticket its status and reason,
 * the promise its task, the history its entry. Repeated after a correction it only changes what differs.
 */
export async function settleCall(work: CallWork, desk: CallDeskEntity): Promise<void> {
  await haveTicket(work, desk);
  await followDisposition(work, desk);
  await keepPromise(work, desk);
  await recordCall(work, desk);
}

async function haveTicket(work: CallWork, desk: CallDeskEntity): Promise<void> {
  const { ctx, call } = work;
  if (call.ticketId !== null) return;
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  const ticket = await createTicketFromCall(ctx, {
    counter: call.ticketNumber,
    subject: desk.nextStep.ticketSubject?.trim() || subjectOf(desk.note) || queue?.name || 'Anruf',
    teamId: queue?.teamId ?? null,
    ownerId: desk.agentId,
    personId: call.personId,
    companyId: call.companyId,
    isDemo: call.isDemo,
    ...(desk.nextStep.reasonId ? { reasonId: desk.nextStep.reasonId } : {}),
  });
  call.ticketId = ticket.id;
  work.moment('ticket.made', { ticketId: ticket.id });
  await pointLostNumbers(work, ticket.id);
}

/** The first line of a note that says something. */
function subjectOf(note: string): string {
  const line =
    note
      .split('\n')
      .find((one) => one.trim() !== '')
      ?.trim() ?? '';
  return line.length > SUBJECT_LENGTH ? `${line.slice(0, SUBJECT_LENGTH - 1)}…` : line;
}

async function followDisposition(work: CallWork, desk: CallDeskEntity): Promise<void> {
  const { ctx, call } = work;
  if (call.ticketId === null) return;
  const disposition = desk.dispositionId === null ? null : await dispositionById(ctx, desk.dispositionId);
  const byEffect = { 'solve-ticket': 'solved', 'close-ticket': 'closed' } as const;
  const effect = disposition?.effect;
  const implied = effect === 'solve-ticket' || effect === 'close-ticket' ? byEffect[effect] : null;
  const status = desk.nextStep.ticketStatus ?? implied;
  if (status === null && !desk.nextStep.reasonId) return;
  await applyCallResult(ctx, call.ticketId, { status, reasonId: desk.nextStep.reasonId ?? null });
}

async function keepPromise(work: CallWork, desk: CallDeskEntity): Promise<void> {
  const { ctx, call } = work;
  const { promise } = desk.nextStep;
  if (!promise) return;
  await createTask(ctx, {
    kind: 'promise',
    what: promise.text,
    ownerId: promise.ownerId ?? found(desk.agentId, 'agent'),
    dueAt: promise.dueAt,
    callId: call.id,
    ...(call.personId === null ? {} : { personId: call.personId }),
    ...(call.companyId === null ? {} : { companyId: call.companyId }),
    ...(call.ticketId === null ? {} : { ticketId: call.ticketId }),
  });
  // Done once: finishing again (after completing a call later) must not promise twice.
  const { promise: _kept, ...rest } = desk.nextStep;
  desk.nextStep = rest;
}
