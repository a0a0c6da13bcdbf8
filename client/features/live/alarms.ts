import type { Presence } from '../../../shared/models/agents';
import type { QueueFigures } from '../../../shared/models/live';
import { agentState } from './attention';

/** Beyond this wait, seconds, a queue alarms wherever the board shows it. Source: design console.md B.12. */
export const LATE_SECONDS = 120;
/** Beyond these a queue or an agent alarms: seconds, percentage points. Source: design console.md B.12. */
const NOBODY_SECONDS = 30;
const HOLD_SECONDS = 60;
const FAR_BELOW = 10;

/** Something a supervisor can do something about, with what it came from. `sinceMs` is null when it has no beginning. */
export type Alarm =
  | { id: string; kind: 'wait' | 'nobody'; tone: 'hold' | 'danger'; sinceMs: number; figures: QueueFigures }
  | { id: string; kind: 'level'; tone: 'hold' | 'danger'; sinceMs: null; figures: QueueFigures }
  | { id: string; kind: 'unreachable' | 'held'; tone: 'danger'; sinceMs: number; presence: Presence };

const seconds = (since: number, now: number) => Math.floor((now - since) / 1000);

/** Alarms of one queue: nobody is ready while somebody waits, a long wait, a service level below what was promised. `now` in ms. */
export function queueAlarms(figures: QueueFigures, now: number): Alarm[] {
  const { queueId, ready, longestSince, serviceLevel, serviceLevelPercent, serviceLevelSeconds } = figures;
  const alarms: Alarm[] = [];
  if (longestSince !== null) {
    const sinceMs = Date.parse(longestSince);
    const waited = seconds(sinceMs, now);
    const isLong = waited > Math.min(LATE_SECONDS, serviceLevelSeconds * 3);
    const tone = waited > LATE_SECONDS ? 'danger' : 'hold';
    if (ready === 0 && waited >= NOBODY_SECONDS) alarms.push({ id: `${queueId}:wait`, kind: 'nobody', tone, sinceMs, figures });
    else if (isLong) alarms.push({ id: `${queueId}:wait`, kind: 'wait', tone, sinceMs, figures });
  }
  if (serviceLevel !== null && serviceLevel < serviceLevelPercent) {
    const tone = serviceLevel < serviceLevelPercent - FAR_BELOW ? 'danger' : 'hold';
    alarms.push({ id: `${queueId}:level`, kind: 'level', tone, sinceMs: null, figures });
  }
  return alarms;
}

/** The alarm of one agent: no call comes through, or a caller has been on hold for long. `now` in ms. */
export function agentAlarms(presence: Presence, now: number): Alarm[] {
  const state = agentState(presence);
  const sinceMs = Date.parse(presence.since);
  if (state === 'unreachable') return [{ id: presence.id, kind: 'unreachable', tone: 'danger', sinceMs, presence }];
  const isLongHold = state === 'held' && seconds(sinceMs, now) > HOLD_SECONDS;
  return isLongHold ? [{ id: presence.id, kind: 'held', tone: 'danger', sinceMs, presence }] : [];
}

/** The order of the pane: what is lost first, then the oldest; a level, which has no beginning, last of its tone. */
export function byUrgency(a: Alarm, b: Alarm): number {
  if (a.tone !== b.tone) return a.tone === 'danger' ? -1 : 1;
  return (a.sinceMs ?? Number.MAX_SAFE_INTEGER) - (b.sinceMs ?? Number.MAX_SAFE_INTEGER) || a.id.localeCompare(b.id);
}
