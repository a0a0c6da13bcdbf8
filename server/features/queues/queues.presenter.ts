import type { Disposition, PauseReason, PhoneLine, Queue, QueueMember, Recording } from '../../../shared/models/queues.js';
import { isPhone, normalise } from '../../core/phone.js';
import type { DispositionEntity } from './disposition.entity.js';
import type { PauseReasonEntity } from './pause-reason.entity.js';
import type { PhoneLineEntity } from './phone-line.entity.js';
import type { QueueEntity } from './queue.entity.js';
import type { QueueMemberEntity } from './queue-member.entity.js';
import type { RecordingEntity } from './recording.entity.js';

/** A queue as it travels. */
export function presentQueue({ createdAt: _made, updatedAt: _changed, ...queue }: QueueEntity): Queue {
  return { ...queue };
}

/** A membership as it travels. */
export function presentMember({ id, version, queueId, accountId, level }: QueueMemberEntity): QueueMember {
  return { id, version, queueId, accountId, level };
}

/** A number of ours as it travels, with the text to show. */
export function presentLine({ id, version, e164, label, queueId, isDemo }: PhoneLineEntity): PhoneLine {
  const reading = normalise(e164, 'DE');
  return { id, version, e164, display: isPhone(reading) ? reading.international : e164, label, queueId, isDemo };
}

/** A disposition as it travels. */
export function presentDisposition({
  id,
  version,
  queueId,
  digit,
  label,
  effect,
  requires,
  isActive,
  isDemo,
}: DispositionEntity): Disposition {
  return { id, version, queueId, digit, label, effect, requires, isActive, isDemo };
}

/** A pause reason as it travels. */
export function presentPauseReason({ id, version, digit, label, limitMinutes, isActive }: PauseReasonEntity): PauseReason {
  return { id, version, digit, label, limitMinutes, isActive };
}

/** A recording as it travels; its bytes are fetched below `/media`. */
export function presentRecording({ id, version, name, mediaType, bytes, createdAt }: RecordingEntity): Recording {
  return { id, version, name, mediaType, bytes, createdAt: createdAt.toISOString() };
}
