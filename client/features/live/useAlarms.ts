import { computed } from 'vue';
import type { Presence } from '../../../shared/models/agents';
import type { QueueFigures } from '../../../shared/models/live';
import { clock, secondsSince } from '../../core/format';
import { t, tn } from '../../core/i18n';
import { useTicker } from '../../core/useTicker';
import { useAccounts } from '../accounts/accounts.store';
import { usePresence } from '../agents/presence.store';
import { useQueues } from '../queues/queues.store';
import { type Alarm, agentAlarms, byUrgency, collapse, queueAlarms } from './alarms';
import { useFigures } from './figures.store';

/** One alarm in words: what is wrong, why, and where to do something about it (`query` of /live). */
export interface AlarmView {
  id: string;
  tone: 'hold' | 'danger';
  title: string;
  since: string;
  cause: string;
  remedy: string;
  actions: readonly { label: string; query: Record<string, string | undefined> }[];
}

const NOTHING_PICKED = { queue: undefined, number: undefined, agent: undefined };

/** What the members of a queue do instead of answering; only what is not nothing. */
function staffing(one: QueueFigures): string {
  const parts = (['talk', 'wrapUp', 'pause', 'unreachable'] as const).filter((key) => one[key] > 0);
  const words = parts.map((key) => t(`live.alarms.staff.${key}`, { n: one[key] }));
  return [one.ready === 0 ? t('live.alarms.noneReady') : t('live.alarms.staff.ready', { n: one.ready }), ...words].join(', ');
}

function queueWords(alarm: Extract<Alarm, { figures: QueueFigures }>, name: string, now: number): Omit<AlarmView, 'id' | 'tone' | 'since'> {
  const one = alarm.figures;
  const people = { label: t('live.alarms.showPeople'), query: { ...NOTHING_PICKED, of: one.queueId } };
  const calls = (number: string) => ({ label: t('live.alarms.showCalls'), query: { ...NOTHING_PICKED, queue: one.queueId, number } });
  if (alarm.kind === 'level') {
    const title = t('live.alarms.level', { queue: name, now: Math.round(one.serviceLevel ?? 0), target: one.serviceLevelPercent });
    const counted = one.answered + one.abandoned;
    const cause = t('live.alarms.levelCause', { n: one.answeredInTime + one.abandonedInTime, total: counted, abandoned: one.abandoned });
    return { title, cause, remedy: t('live.alarms.levelRemedy'), actions: [calls(one.abandoned > 0 ? 'abandoned' : 'answered')] };
  }
  const title = t('live.alarm', {
    queue: name,
    waiting: tn('live.waiting', one.waitingNow),
    time: clock(secondsSince(alarm.sinceMs, now)),
  });
  const remedy = one.pause + one.unreachable > 0 ? t('live.alarms.bringBack') : t('live.alarms.addPeople');
  return { title, cause: staffing(one), remedy, actions: [people, calls('waiting')] };
}

function agentWords(alarm: Extract<Alarm, { presence: Presence }>, name: string): Omit<AlarmView, 'id' | 'tone' | 'since'> {
  const { id, reach } = alarm.presence;
  const why = alarm.kind === 'held' ? 'held' : reach === 'ok' ? 'unreachable' : reach;
  return {
    title: t(`live.alarms.${alarm.kind}`, { name }),
    cause: t(`live.alarms.cause.${why}`),
    remedy: t(`live.alarms.remedy.${why}`),
    actions: [{ label: t('live.alarms.showDay'), query: { ...NOTHING_PICKED, agent: id } }],
  };
}

/** Many gone at once have one cause; the first names say who to speak to. */
function stormWords(alarm: Extract<Alarm, { kind: 'storm' }>, nameOf: (id: string) => string): Omit<AlarmView, 'id' | 'tone' | 'since'> {
  const [first] = alarm.presences;
  const why = first === undefined || first.reach === 'ok' ? 'unreachable' : first.reach;
  const names = alarm.presences.slice(0, 3).map((one) => nameOf(one.id));
  const rest = alarm.presences.length - names.length;
  const who = rest > 0 ? t('live.alarms.andMore', { names: names.join(', '), n: rest }) : names.join(', ');
  return {
    title: t('live.alarms.storm', { n: alarm.presences.length }),
    cause: `${who}: ${t(`live.alarms.cause.${why}`)}`,
    remedy: t(`live.alarms.remedy.${why}`),
    actions: [],
  };
}

/** What is wrong now, the most urgent first, from the same figures and presences the board shows. */
export function useAlarms() {
  const figures = useFigures();
  const queues = useQueues();
  const presence = usePresence();
  const accounts = useAccounts();
  const now = useTicker();
  return computed<AlarmView[]>(() => {
    const active = [...figures.figures.values()].filter((one) => queues.queues.get(one.queueId)?.isActive);
    const seen = [...presence.presences.items.values()].filter((one) => accounts.nameOf(one.id) !== '');
    const alarms = [...active.flatMap((one) => queueAlarms(one, now.value)), ...seen.flatMap((one) => agentAlarms(one, now.value))];
    const wordsOf = (alarm: Alarm) => {
      if ('figures' in alarm) return queueWords(alarm, queues.nameOf(alarm.figures.queueId), now.value);
      if (alarm.kind === 'storm') return stormWords(alarm, accounts.nameOf);
      return agentWords(alarm, accounts.nameOf(alarm.presence.id));
    };
    return collapse(alarms)
      .sort(byUrgency)
      .map((alarm) => ({
        id: alarm.id,
        tone: alarm.tone,
        since: alarm.sinceMs === null ? '' : clock(secondsSince(alarm.sinceMs, now.value)),
        ...wordsOf(alarm),
      }));
  });
}
