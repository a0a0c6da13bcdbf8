import { displayState } from '../../../shared/domain/presence';
import type { Presence } from '../../../shared/models/agents';

/** People by what they do now; everyone is counted once, however many queues they are in. */
export interface Staffing {
  ready: number;
  ringing: number;
  talking: number;
  wrapup: number;
  pause: number;
  unreachable: number;
  /** Everyone who is not off. */
  staffed: number;
}

/**
 * Who answers the queues being looked at. The figures of a queue count its members, so their sum would count somebody in three queues three
 * times; here a person counts once, and only as a member of one of `queueIds`.
 */
export function staffingOf(
  presences: Iterable<Presence>,
  members: Iterable<{ queueId: string; accountId: string }>,
  queueIds: ReadonlySet<string>,
): Staffing {
  const people = new Set<string>();
  for (const member of members) if (queueIds.has(member.queueId)) people.add(member.accountId);
  const staffing: Staffing = { ready: 0, ringing: 0, talking: 0, wrapup: 0, pause: 0, unreachable: 0, staffed: 0 };
  for (const presence of presences) {
    if (!people.delete(presence.id)) continue;
    const state = displayState(presence);
    if (state === 'off') continue;
    staffing.staffed += 1;
    if (state === 'connecting' || state === 'talking' || state === 'hold') staffing.talking += 1;
    else staffing[state] += 1;
  }
  return staffing;
}
