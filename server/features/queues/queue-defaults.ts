import type { Announcement, CallerPath, Disposition, PauseReason } from '../../../shared/models/queues.js';
import type { QueueEntity } from './queue.entity.js';

type Language = 'de' | 'en';
const say = (text: string): Announcement => ({ text, recordingId: null });
const hangUp = (text: string): CallerPath => ({ action: 'hang-up', announcement: say(text) });

const TEXTS = {
  de: {
    greeting: 'Guten Tag. Bitte bleiben Sie dran, wir verbinden Sie mit dem nächsten freien Platz.',
    waiting: 'Zurzeit sprechen alle unsere Kolleginnen und Kollegen. Bitte haben Sie noch etwas Geduld.',
    closed: 'Sie rufen außerhalb unserer Geschäftszeiten an. Bitte versuchen Sie es zu den üblichen Zeiten noch einmal. Auf Wiederhören.',
    full: 'Im Augenblick warten zu viele Anrufer. Bitte versuchen Sie es in einigen Minuten noch einmal. Auf Wiederhören.',
    maxWait: 'Leider ist noch immer kein Platz frei. Wir sehen Ihren Anruf und melden uns bei Ihnen. Auf Wiederhören.',
    nobody: 'Im Augenblick ist leider niemand am Platz. Wir sehen Ihren Anruf und melden uns bei Ihnen. Auf Wiederhören.',
  },
  en: {
    greeting: 'Hello. Please stay on the line, we will connect you to the next free agent.',
    waiting: 'All of our colleagues are on the phone at the moment. Thank you for your patience.',
    closed: 'You are calling outside our opening hours. Please try again during our usual hours. Goodbye.',
    full: 'Too many callers are waiting at the moment. Please try again in a few minutes. Goodbye.',
    maxWait: 'Unfortunately nobody has become free yet. We see your call and will get back to you. Goodbye.',
    nobody: 'There is nobody at the desk at the moment. We see your call and will get back to you. Goodbye.',
  },
} as const;

type Settings = Omit<QueueEntity, 'id' | 'version' | 'createdAt' | 'updatedAt' | 'name' | 'teamId' | 'isActive' | 'isDemo'>;

/**
 * What holds for a queue of which nothing was said. Offer 15 s and 80 % in 20 s: rules.md §1.1, §1.2. Callers wait for agents even when nobody is
 * ready yet; who has waited 15 minutes is told that we call back.
 */
export function queueDefaults(language: Language): Settings {
  const texts = TEXTS[language];
  return {
    language,
    timeZone: null,
    hours: null,
    closedOn: [],
    greeting: say(texts.greeting),
    waiting: say(texts.waiting),
    waitingEverySeconds: 60,
    musicId: null,
    closedPath: hangUp(texts.closed),
    fullPath: hangUp(texts.full),
    maxWaitPath: hangUp(texts.maxWait),
    nobodyPath: { action: 'wait', announcement: say('') },
    maxWaiting: null,
    maxWaitSeconds: 900,
    priority: 0,
    strategy: 'longest-idle',
    levelSeconds: 0,
    offerSeconds: 15,
    avoidAgentSeconds: 30,
    wrapUpMode: 'boxed',
    wrapUpSeconds: 60,
    afterWrapUp: 'ready',
    serviceLevelSeconds: 20,
    serviceLevelPercent: 80,
    autoJoinOnlyTicket: false,
    readOutNumber: false,
  };
}

type NewDisposition = Pick<Disposition, 'digit' | 'label' | 'effect' | 'requires'>;
/** Outcomes every installation begins with. */
export const defaultDispositions: readonly NewDisposition[] = [
  { digit: 1, label: { de: 'Gelöst', en: 'Solved' }, effect: 'solve-ticket', requires: [] },
  { digit: 2, label: { de: 'Rückruf zugesagt', en: 'Callback promised' }, effect: 'promise', requires: ['promise'] },
  { digit: 3, label: { de: 'Auskunft gegeben', en: 'Information given' }, effect: 'none', requires: [] },
  { digit: 4, label: { de: 'In Bearbeitung', en: 'Work in progress' }, effect: 'none', requires: [] },
  { digit: 5, label: { de: 'Aufgabe angelegt', en: 'Task made' }, effect: 'task', requires: [] },
  { digit: 6, label: { de: 'Weitergegeben', en: 'Passed on' }, effect: 'forward', requires: ['note'] },
  { digit: 7, label: { de: 'Beschwerde', en: 'Complaint' }, effect: 'none', requires: ['note'] },
  { digit: 8, label: { de: 'Falsch verbunden', en: 'Wrong number' }, effect: 'close-ticket', requires: [] },
  { digit: 9, label: { de: 'Niemand gesprochen', en: 'Nobody spoke' }, effect: 'close-ticket', requires: [] },
];

/** Pauses every installation begins with. */
export const defaultPauseReasons: readonly Pick<PauseReason, 'digit' | 'label' | 'limitMinutes'>[] = [
  { digit: 1, label: { de: 'Pause', en: 'Break' }, limitMinutes: 15 },
  { digit: 2, label: { de: 'Mittag', en: 'Lunch' }, limitMinutes: 45 },
  { digit: 3, label: { de: 'Besprechung', en: 'Meeting' }, limitMinutes: 60 },
  { digit: 4, label: { de: 'Schulung', en: 'Training' }, limitMinutes: null },
  { digit: 5, label: { de: 'Nacharbeit', en: 'Back office' }, limitMinutes: 30 },
];
