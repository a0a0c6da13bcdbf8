import { agentById } from '../../auth/index.js';
import { dispositionById, queueById } from '../../queues/index.js';
import { createTask } from '../../tasks/index.js';
import { applyCallResult, createTicketFromCall } from '../../tickets/index.js';
import type { CallDeskEntity } from '../call-desk.entity.js';
import type { CallWork } from '../call-work.js';
import { pointLostNumbers } from '../lost/settle-debts.command.js';
import { dropDeadReferences } from './choice.js';
import { recordCall } from './record-call.js';

/** Longest subject taken from a note's first line. */
const SUBJECT_LENGTH = 120;

/**
 * What the agent wrote and chose takes effect: the call has its ticket (the one joined, else its own number becomes one), the ticket its status and reason,
 * the promise its task, the history its entry. All of it is the agent's doing, whoever carries it out when. What vanished meanwhile is left out, so that
 * settling succeeds. Repeated after a correction it only changes what differs.
 */
export async function settleCall(asked: CallWork, desk: CallDeskEntity): Promise<void> {
  const agent = desk.agentId === null ? null : await agentById(asked.ctx, desk.agentId);
  const work = agent === null ? asked : { ...asked, ctx: asked.ctx.as(agent) };
  await dropDeadReferences(work, desk);
  await haveTicket(work, desk);
  await followDisposition(work, desk);
  await keepPromise(work, desk);
  await recordCall(work, desk);
}

/** Subject of a call about which nobody wrote a word, in a queue without a name. */
const UNNAMED = { de: 'Anruf', en: 'Call' } as const;

async function haveTicket(work: CallWork, desk: CallDeskEntity): Promise<void> {
  const { ctx, call } = work;
  if (call.ticketId !== null) return;
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  const ticket = await createTicketFromCall(ctx, {
    counter: call.ticketNumber,
    subject: desk.nextStep.ticketSubject?.trim() || subjectOf(desk.note) || queue?.name || UNNAMED[queue?.language ?? 'de'],
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
  const change = await applyCallResult(ctx, call.ticketId, { status, reasonId: desk.nextStep.reasonId ?? null });
  if (change === 'reopened' || change === 'kept') work.moment(`ticket.${change}`, { ticketId: call.ticketId, status });
}

async function keepPromise(work: CallWork, desk: CallDeskEntity): Promise<void> {
  const { ctx, call } = work;
  const { promise } = desk.nextStep;
  if (!promise) return;
  const ownerId = promise.ownerId ?? desk.agentId;
  await createTask(ctx, {
    kind: 'promise',
    what: promise.text,
    ...(ownerId === null ? {} : { ownerId }),
    dueAt: promise.dueAt,
    callId: call.id,
    isOfCall: true,
    ...(call.personId === null ? {} : { personId: call.personId }),
    ...(call.companyId === null ? {} : { companyId: call.companyId }),
    ...(call.ticketId === null ? {} : { ticketId: call.ticketId }),
  });
  // Done once: finishing again (after completing a call later) must not promise twice.
  const { promise: _kept, ...rest } = desk.nextStep;
  desk.nextStep = rest;
}
