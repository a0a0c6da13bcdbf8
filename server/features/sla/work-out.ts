import { type SlaClock, slaClocks, stateSpans } from '../../../shared/domain/sla-clocks.js';
import { readClock, type SlaHours, type SlaReading } from '../../../shared/domain/sla-measure.js';
import { choosePolicy, type SlaChoice } from '../../../shared/domain/sla-policy.js';
import type { SlaPolicy, SlaTarget, SlaTicketClock } from '../../../shared/models/sla.js';
import type { TicketFacts } from './facts.query.js';

const MINUTE_MS = 60_000;

/** What is promised by whom: the policies and the hours of their calendars by id. */
export interface Rules {
  policies: readonly SlaPolicy[];
  hours: ReadonlyMap<string, SlaHours>;
}

/** How the promises on a ticket stand, worked out from its facts. */
export interface WorkedOut {
  choice: SlaChoice<SlaPolicy> | null;
  clocks: SlaTicketClock[];
  dueAt: string | null;
  dueTarget: SlaTarget | null;
  /** Targets that just passed their warning, and those that just broke. */
  warned: SlaTarget[];
  breached: SlaTarget[];
  /** When to look again by itself, ms; null: nothing will happen until somebody does something. */
  nextAt: number | null;
}

/** The measured reading of one clock of a ticket, for the explanation. */
export interface ReadTarget {
  clock: SlaClock;
  reading: SlaReading;
  minutes: number;
}

/** The clocks a policy asks for, each read at `now` (ms); `isBrief` without all that counted. */
export function readTargets(
  ticket: TicketFacts,
  { policy, hours, isBrief }: { policy: SlaPolicy; hours: SlaHours; isBrief: boolean },
  now: number,
): ReadTarget[] {
  if (ticket.isMerged) return [];
  const promised: Record<SlaTarget, number | null> = {
    'first-response': policy.firstResponse,
    'next-response': policy.nextResponse,
    resolution: policy.resolution,
  };
  const spans = stateSpans(ticket.facts);
  return slaClocks(ticket.createdAt, ticket.facts).flatMap((clock) => {
    const minutes = promised[clock.target];
    if (minutes === null) return [];
    const targetMs = minutes * MINUTE_MS;
    const measure = { clock, hours, spans, targetMs, warnMs: (targetMs * policy.warnPercent) / 100, isBrief };
    return [{ clock, minutes, reading: readClock(measure, now) }];
  });
}

/**
 * Chooses the policy and judges every clock at `now` (ms). What was kept or missed stays as it was judged then, whatever the policy says today; a warning or
 * a breach is news once for each run of a clock.
 */
export function workOut(ticket: TicketFacts, rules: Rules, now: number): WorkedOut {
  const choice = choosePolicy(rules.policies, ticket.subject);
  const hours = choice ? rules.hours.get(choice.policy.calendarId) : undefined;
  const targets = choice && hours ? readTargets(ticket, { policy: choice.policy, hours, isBrief: true }, now) : [];
  const judged = targets.map((target) => judge(target, ticket.before?.clocks ?? [], now));
  const running = judged.filter(({ clock }) => clock.state === 'running').sort((a, b) => byDue(a.clock, b.clock));
  const next = judged.map(({ nextAt }) => nextAt).filter((at) => at !== null);
  const breached = judged.filter(({ isBreach }) => isBreach).map(({ clock }) => clock.target);
  return {
    choice,
    clocks: judged.map(({ clock }) => clock),
    dueAt: running[0]?.clock.dueAt ?? null,
    dueTarget: running[0]?.clock.dueAt ? running[0].clock.target : null,
    warned: judged.filter(({ isWarning, isBreach }) => isWarning && !isBreach).map(({ clock }) => clock.target),
    breached,
    nextAt: next.length === 0 ? null : Math.min(...next),
  };
}

const byDue = (a: SlaTicketClock, b: SlaTicketClock) => (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~');

interface Judged {
  clock: SlaTicketClock;
  isWarning: boolean;
  isBreach: boolean;
  nextAt: number | null;
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function judge(target: ReadTarget, before: readonly SlaTicketClock[], now: number): Judged {
  const { clock, reading, minutes } = target;
  const known = before.find((one) => one.target === clock.target && one.startedAt === iso(clock.startedAt));
  if (known && clock.stoppedAt !== null && known.stoppedAt === iso(clock.stoppedAt))
    return { clock: known, isWarning: false, isBreach: false, nextAt: null };
  const until = clock.stoppedAt ?? now;
  const isLate = reading.dueAt !== null && (clock.stoppedAt === null ? reading.dueAt <= until : reading.dueAt < until);
  const isNear = reading.warnAt !== null && reading.warnAt <= until;
  const isAsPromised = known?.minutes === minutes;
  const hasWarned = isAsPromised && known.warnedAt !== null;
  const hasBroken = isAsPromised && known.breachedAt !== null;
  const judged: SlaTicketClock = {
    target: clock.target,
    state: stateOf(target, isLate),
    minutes,
    startedAt: new Date(clock.startedAt).toISOString(),
    stoppedAt: iso(clock.stoppedAt),
    dueAt: iso(reading.dueAt),
    minutesLeft: reading.isPaused && !isLate ? Math.ceil(minutes - reading.countedMs / MINUTE_MS) : null,
    warnedAt: hasWarned ? known.warnedAt : isNear ? iso(reading.warnAt) : null,
    breachedAt: isLate ? iso(reading.dueAt) : null,
  };
  const ahead = [hasWarned || isNear ? null : reading.warnAt, isLate ? null : reading.dueAt].filter((at) => at !== null);
  return {
    clock: judged,
    isWarning: isNear && !hasWarned && clock.stoppedAt === null,
    isBreach: isLate && !hasBroken,
    nextAt: clock.stoppedAt !== null || ahead.length === 0 ? null : Math.min(...ahead),
  };
}

function stateOf({ clock, reading }: ReadTarget, isLate: boolean): SlaTicketClock['state'] {
  if (clock.stoppedAt === null) return reading.isPaused && !isLate ? 'paused' : 'running';
  if (isLate) return 'missed';
  return clock.stoppedBy === 'ended' && clock.target !== 'resolution' ? 'dropped' : 'met';
}
