import { Ref } from '../models/base.js';
import { Disposition, PauseReason, PhoneLine, Queue, QueueMember, Recording } from '../models/queues.js';

/** Durable events of the queues feature: type → payload schema. */
export const queueEvents = {
  'queue.changed': Queue,
  'queue-member.changed': QueueMember,
  'queue-member.removed': Ref,
  'phone-line.changed': PhoneLine,
  'phone-line.removed': Ref,
  'disposition.changed': Disposition,
  'pause-reason.changed': PauseReason,
  'recording.changed': Recording,
} as const;
