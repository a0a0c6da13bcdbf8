import type { Disposition } from '../../../../shared/models/queues.js';
import { recordInteraction } from '../../history/index.js';
import { dispositionById, queueById } from '../../queues/index.js';
import type { CallDeskEntity } from '../call-desk.entity.js';
import type { CallWork } from '../call-work.js';

/** Code of a call whose wrap-up ran out before an outcome was chosen (console.md B.8). */
export const AUTO_CODE = 'AUTO-NB';
const SUMMARY_LENGTH = 140;

/** The call in the history of its person and company: who, when, how long, what, which ticket. One entry per call; a later text replaces it. */
export async function recordCall(work: CallWork, desk: CallDeskEntity | null): Promise<void> {
  const { ctx, call } = work;
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  const note = desk?.note.trim() ?? '';
  const from = call.answeredAt ?? call.arrivedAt;
  const { id } = await recordInteraction(ctx, {
    kind: 'call',
    direction: 'inbound',
    at: call.arrivedAt,
    durationS: call.answeredAt === null ? 0 : Math.round(((call.leftAt ?? ctx.now).getTime() - from.getTime()) / 1000),
    personId: call.personId,
    companyId: call.companyId,
    ticketId: call.ticketId,
    callId: call.id,
    accountId: desk?.agentId ?? null,
    teamId: queue?.teamId ?? null,
    summary: note.split('\n')[0]?.slice(0, SUMMARY_LENGTH) ?? '',
    text: note,
    outcome: desk === null ? call.outcome : await outcomeOf(work, desk, queue?.language ?? 'de'),
    isDemo: call.isDemo,
  });
  if (desk !== null) desk.interactionId = id;
}

/** The outcome's name in the language of the queue: what was chosen then, whatever it is called later. */
async function outcomeOf({ ctx }: CallWork, desk: CallDeskEntity, language: keyof Disposition['label']): Promise<string> {
  const disposition = desk.dispositionId === null ? null : await dispositionById(ctx, desk.dispositionId);
  return disposition === null ? AUTO_CODE : disposition.label[language];
}
