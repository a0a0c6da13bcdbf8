import type { CallState } from '../../../../shared/domain/call-state.js';
import { isLegOver } from '../../../../shared/domain/leg-state.js';
import type { CallEntity } from '../call.entity.js';
import type { CarrierCommandEntity } from '../carrier-command.entity.js';
import type { LegEntity } from '../leg.entity.js';

/** States in which the caller belongs on the queue's music, or on the way out of it. */
const IN_QUEUE: readonly CallState[] = ['QUEUED', 'OFFERING', 'CONNECTING', 'OVERFLOW'];
const IN_ROOM: readonly CallState[] = ['TALKING', 'HELD', 'AGENT_LOST'];

/** True when the command still says what the call needs: a retry that comes late must not undo what happened since. */
export function isStillWanted(command: CarrierCommandEntity, call: CallEntity, leg: LegEntity): boolean {
  if (isLegOver(leg.status)) return false;
  // Tones cannot be taken back: when a process died while sending them they may have been heard.
  if (command.kind === 'digits' && command.attempts > 0) return false;
  switch (command.kind) {
    case 'hang-up':
    case 'fetch':
      return true;
    case 'dequeue':
      return call.state === 'BRIDGING' && call.visit === command.visit && !leg.isInRoom;
    case 'redirect':
      return IN_QUEUE.includes(call.state);
    case 'hold':
      return call.state === 'AGENT_LOST' || (IN_ROOM.includes(call.state) && call.isHoldWanted);
    case 'resume':
      return IN_ROOM.includes(call.state) && call.state !== 'AGENT_LOST' && !call.isHoldWanted;
    default:
      return IN_ROOM.includes(call.state);
  }
}
