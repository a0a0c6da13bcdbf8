import type { Presence } from '../../../shared/models/agents';
import type { QueueFigures } from '../../../shared/models/live';
import { agentState } from './attention';

/** Beyond this wait, seconds, a queue alarms wherever the board shows it. Source: design console.md B.12. */
export const LATE_SECONDS = 120;
/** Beyond these a queue or an agent alarms: seconds, percentage points. Source: design console.md B.12. */
const NOBODY_SECONDS = 30;
const HOLD_SECONDS = 60;
const FAR_BELOW = 10;
/** So many callers with nobody ready are danger at once. Source: design console.md B.12. */
const MANY_WAIT = 3;
/** So many agents gone for the same reason are one alarm, lest they bury the callers. */
const STORM = 3;

interface AgentAlarm {
  id: string;
  kind: 'unreachable' | 'held';
  tone: 'danger';
  sinceMs: number;
  presence: Presence;
}

/** Something a supervisor can do something about, with what it came from. `sinceMs` is null when it has no beginning. */
export type Alarm =
  | { id: string; kind: 'wait' | 'nobody'; tone: 'hold' | 'danger'; sinceMs: number; figures: QueueFigures }
  | { id: string; kind: 'level'; tone: 'hold' | 'danger'; sinceMs: null; figures: QueueFigures }
  | AgentAlarm
  | { id: string; kind: 'storm'; tone: 'danger'; sinceMs: number; presences: readonly Presence[] };

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
    if (ready === 0 && waited >= NOBODY_SECONDS) {
      const isLost = tone === 'danger' || figures.waitingNow >= MANY_WAIT;
      alarms.push({ id: `${queueId}:wait`, kind: 'nobody', tone: isLost ? 'danger' : 'hold', sinceMs, figures });
    } else if (isLong) alarms.push({ id: `${queueId}:wait`, kind: 'wait', tone, sinceMs, figures });
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

function stormOf(group: readonly AgentAlarm[]): Alarm[] {
  const sorted = group.toSorted((a, b) => a.sinceMs - b.sinceMs);
  const first = sorted[0];
  if (first === undefined || sorted.length < STORM) return sorted;
  const presences = sorted.map((one) => one.presence);
  return [{ id: `storm:${first.presence.reach}`, kind: 'storm', tone: 'danger', sinceMs: first.sinceMs, presences }];
}

/** Agents who are out of reach for the same reason, three or more, become one alarm as old as the first of them. */
export function collapse(alarms: readonly Alarm[]): Alarm[] {
  const unreachable = alarms.filter((one): one is AgentAlarm => one.kind === 'unreachable');
  const reaches = [...new Set(unreachable.map((one) => one.presence.reach))];
  const others = alarms.filter((one) => one.kind !== 'unreachable');
  return [...others, ...reaches.flatMap((reach) => stormOf(unreachable.filter((one) => one.presence.reach === reach)))];
}

/** The order of the pane: danger first, callers before agents, then the oldest; a level, which has no beginning, last. */
export function byUrgency(a: Alarm, b: Alarm): number {
  if (a.tone !== b.tone) return a.tone === 'danger' ? -1 : 1;
  const isWait = (one: Alarm) => one.kind === 'wait' || one.kind === 'nobody';
  if (isWait(a) !== isWait(b)) return isWait(a) ? -1 : 1;
  return (a.sinceMs ?? Number.MAX_SAFE_INTEGER) - (b.sinceMs ?? Number.MAX_SAFE_INTEGER) || a.id.localeCompare(b.id);
}
