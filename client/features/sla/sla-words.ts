import { durationText } from '../../../shared/domain/duration-text';
import type { SlaExplanation, SlaTicketClock, TicketSla } from '../../../shared/models/sla';
import { length, moment } from '../../core/format';
import { t } from '../../core/i18n';

/** Beyond this nobody counts hours: the day is said. */
const DAY_MS = 86_400_000;
/** Share of the promised time that is left when the colour turns. */
const NEAR = 0.25;

/** What is due next, in a few words, and how much it presses. */
export interface SlaWord {
  text: string;
  /** Without what is due: for lists. */
  time: string;
  tone: 'plain' | 'hold' | 'danger';
}

/** The one promise that counts now: what is due next, else what rests, else how it ended; null where nothing is promised. `now` in ms. */
export function slaWord(sla: TicketSla | undefined, now: number): SlaWord | null {
  if (!sla || sla.clocks.length === 0) return null;
  const next = sla.clocks.find((clock) => clock.target === sla.dueTarget && clock.state === 'running');
  if (next?.dueAt) return dueWord(next, next.dueAt, now);
  const paused = sla.clocks.find((clock) => clock.state === 'paused');
  if (paused) return { text: t('sla.paused', { what: t(`sla.short.${paused.target}`) }), time: '', tone: 'plain' };
  const isMissed = sla.clocks.some((clock) => clock.state === 'missed');
  return { text: t(isMissed ? 'sla.missed' : 'sla.kept'), time: '', tone: isMissed ? 'danger' : 'plain' };
}

function dueWord(clock: SlaTicketClock, dueAt: string, now: number): SlaWord {
  const what = t(`sla.short.${clock.target}`);
  const left = Date.parse(dueAt) - now;
  const tone = left <= 0 ? 'danger' : clock.warnedAt !== null || left < clock.minutes * 60_000 * NEAR ? 'hold' : 'plain';
  if (left > DAY_MS) return { text: t('sla.dueOn', { what, time: moment(dueAt, now) }), time: moment(dueAt, now), tone: 'plain' };
  // Late by more than a day: nobody counts hours there either.
  const time = left < -DAY_MS ? t('sla.daysLate', { n: Math.floor(-left / DAY_MS) }) : durationText(left / 1000);
  return { text: t(left <= 0 ? 'sla.late' : 'sla.chip', { what, time }), time, tone };
}

/** How one promise stands. */
export function clockWord(clock: SlaTicketClock, now: number): string {
  const at = (stamp: string | null) => (stamp === null ? '–' : moment(stamp, now));
  if (clock.state === 'paused') return t('sla.state.paused', { time: length((clock.minutesLeft ?? 0) * 60) });
  if (clock.state === 'running') return t(clock.breachedAt ? 'sla.state.overdue' : 'sla.state.running', { time: at(clock.dueAt) });
  return t(`sla.state.${clock.state}`, { time: at(clock.stoppedAt) });
}

type Stretch = SlaExplanation['readings'][number]['stretches'][number];

/** The rule that decided a stretch. */
export function ruleWord({ rule, name }: Stretch): string {
  return rule === 'day-off' && name ? t('sla.dayOff', { name }) : t(`sla.rule.${rule}`);
}

/** Length of a stretch, seconds. */
export function secondsOf({ from, to }: Stretch): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
