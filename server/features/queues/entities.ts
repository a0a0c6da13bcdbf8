import { DispositionEntity } from './disposition.entity.js';
import { PauseReasonEntity } from './pause-reason.entity.js';
import { PhoneLineEntity } from './phone-line.entity.js';
import { QueueEntity } from './queue.entity.js';
import { QueueMemberEntity } from './queue-member.entity.js';
import { RecordingEntity } from './recording.entity.js';

/** Entities of the queues feature, for the data source and the drift test. */
export const queuesEntities = [
  RecordingEntity,
  QueueEntity,
  QueueMemberEntity,
  PhoneLineEntity,
  DispositionEntity,
  PauseReasonEntity,
] as const;
