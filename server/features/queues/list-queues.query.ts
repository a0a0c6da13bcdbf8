import type { listQueueMembers } from '../../../shared/contract/queues.js';
import type { Disposition, PauseReason, PhoneLine, Queue, QueueMember, Recording } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { DispositionEntity } from './disposition.entity.js';
import { PauseReasonEntity } from './pause-reason.entity.js';
import { PhoneLineEntity } from './phone-line.entity.js';
import { QueueEntity } from './queue.entity.js';
import { QueueMemberEntity } from './queue-member.entity.js';
import { presentDisposition, presentLine, presentMember, presentPauseReason, presentQueue, presentRecording } from './queues.presenter.js';
import { RecordingEntity } from './recording.entity.js';

/** All queues by name. */
export async function listQueues(ctx: Ctx): Promise<{ items: Queue[] }> {
  return { items: (await ctx.db.find(QueueEntity, { order: { name: 'ASC' } })).map(presentQueue) };
}

/** Memberships, of one queue or one agent when named. */
export async function listMembers(ctx: Ctx, input: InputOf<typeof listQueueMembers>): Promise<{ items: QueueMember[] }> {
  const where = { ...(input.queueId ? { queueId: input.queueId } : {}), ...(input.accountId ? { accountId: input.accountId } : {}) };
  return { items: (await ctx.db.find(QueueMemberEntity, { where, order: { level: 'ASC', id: 'ASC' } })).map(presentMember) };
}

/** Our numbers in order. */
export async function listLines(ctx: Ctx): Promise<{ items: PhoneLine[] }> {
  return { items: (await ctx.db.find(PhoneLineEntity, { order: { e164: 'ASC' } })).map(presentLine) };
}

/** All dispositions by digit; those without one last. */
export async function listDispositions(ctx: Ctx): Promise<{ items: Disposition[] }> {
  return { items: (await ctx.db.find(DispositionEntity, { order: { digit: 'ASC', id: 'ASC' } })).map(presentDisposition) };
}

/** All pause reasons by digit; those without one last. */
export async function listPauseReasons(ctx: Ctx): Promise<{ items: PauseReason[] }> {
  return { items: (await ctx.db.find(PauseReasonEntity, { order: { digit: 'ASC', id: 'ASC' } })).map(presentPauseReason) };
}

/** Uploaded recordings by name. */
export async function listRecordings(ctx: Ctx): Promise<{ items: Recording[] }> {
  return { items: (await ctx.db.find(RecordingEntity, { order: { name: 'ASC', id: 'ASC' } })).map(presentRecording) };
}

/** A queue with all its settings, or null. */
export async function queueById(ctx: Ctx, queueId: string): Promise<QueueEntity | null> {
  return ctx.db.findOneBy(QueueEntity, { id: queueId });
}

/** A disposition, retired ones included, or null. */
export async function dispositionById(ctx: Ctx, dispositionId: string): Promise<DispositionEntity | null> {
  return ctx.db.findOneBy(DispositionEntity, { id: dispositionId });
}

/** True when an agent can choose a disposition for calls of this queue: one of its own or one for all queues. */
export async function hasDispositions(ctx: Ctx, queueId: string | null): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query('SELECT 1 FROM dispositions WHERE is_active AND (queue_id IS NULL OR queue_id = $1) LIMIT 1', [
    queueId,
  ]);
  return rows.length > 0;
}

/** A pause reason, retired ones included, or null. */
export async function pauseReasonById(ctx: Ctx, reasonId: string): Promise<PauseReasonEntity | null> {
  return ctx.db.findOneBy(PauseReasonEntity, { id: reasonId });
}
