import type { CallerCard } from '../../../shared/models/caller-card';
import type { DeskDisposition } from '../../ui/domain/desk';
import type { LinkState, PhonePartner, PhoneSnapshot } from '../../ui/domain/phone';

/** The moment all fixtures are told at; the gallery stands still so that two screenshots are equal. */
export const NOW = Date.parse('2026-11-20T13:35:00Z');
const MINUTE = 60_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();
/** A made-up id that is a valid UUID 7. */
export const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const KURZ: PhonePartner = { name: 'Petra Kurz', company: 'Kurz Bau GmbH', number: '+49 30 23125-018' };
export const LIVE: LinkState = { state: 'live', since: NOW, pending: 0 };
export const LOST: LinkState = { state: 'reconnecting', since: NOW - 40_000, pending: 3 };

export const RINGING: PhoneSnapshot = {
  state: 'ringing',
  partner: KURZ,
  queue: 'Hotline Rechnung',
  waitedMs: 102_000,
  from: NOW - 6000,
  until: NOW + 14_000,
};
export const TALKING: PhoneSnapshot = {
  state: 'talking',
  partner: KURZ,
  queue: 'Hotline Rechnung',
  since: NOW - 252_000,
  isMuted: false,
  recording: 'off',
  listeners: ['S. Albers'],
  audioLostSince: null,
  ticket: '#48 190',
};
export const WRAPUP: PhoneSnapshot = {
  state: 'wrapup',
  partner: KURZ,
  queue: 'Hotline Rechnung',
  talkSeconds: 408,
  from: NOW - 29_000,
  until: NOW + 31_000,
  extensionsLeft: 9,
  isPausedByTyping: true,
  next: 'Bereit',
  waiting: 3,
  longestSince: NOW - 58_000,
};
export const READY: PhoneSnapshot = {
  state: 'ready',
  since: NOW - 134_000,
  queues: [
    { name: 'Rechnung', waiting: 0, longestSince: null },
    { name: 'Technik', waiting: 2, longestSince: NOW - 31_000 },
    { name: 'Bestellung', waiting: 0, longestSince: null },
  ],
};

/** Every state of the phone bar, named for screenshots. */
export const PHONES: { name: string; phone: PhoneSnapshot; link: LinkState }[] = [
  { name: 'off', phone: { state: 'off', since: NOW - 3 * 3600_000 }, link: LIVE },
  { name: 'ready', phone: READY, link: LIVE },
  { name: 'slow', phone: READY, link: { ...LIVE, state: 'slow' } },
  { name: 'ringing', phone: RINGING, link: LIVE },
  { name: 'ringing unknown', phone: { ...RINGING, partner: { name: null, company: null, number: '+49 40 66969-212' } }, link: LIVE },
  { name: 'ringing withheld', phone: { ...RINGING, partner: { name: null, company: null, number: null } }, link: LIVE },
  { name: 'connecting', phone: { state: 'connecting', partner: KURZ, queue: 'Hotline Rechnung', since: NOW - 1000 }, link: LIVE },
  {
    name: 'dialling',
    phone: {
      state: 'dialling',
      partner: { name: 'Jens Nolte', company: null, number: '+49 40 998-0' },
      since: NOW - 7000,
      shownNumber: '040 …-100',
      attempt: { n: 2, max: 5 },
    },
    link: LIVE,
  },
  { name: 'talking', phone: TALKING, link: LIVE },
  { name: 'muted', phone: { ...TALKING, isMuted: true, listeners: [] }, link: LIVE },
  { name: 'audio lost', phone: { ...TALKING, listeners: [], audioLostSince: NOW - 8000 }, link: LIVE },
  {
    name: 'held',
    phone: { state: 'held', partner: KURZ, queue: 'Hotline Rechnung', since: NOW - 48_000, talkingSince: NOW - 200_000 },
    link: LIVE,
  },
  {
    name: 'held long',
    phone: { state: 'held', partner: KURZ, queue: 'Hotline Rechnung', since: NOW - 75_000, talkingSince: NOW - 200_000 },
    link: LIVE,
  },
  {
    name: 'consulting',
    phone: {
      state: 'consulting',
      partner: { name: 'Jonas Brecht', company: null, number: null },
      note: 'Buchhaltung',
      since: NOW - 22_000,
      held: KURZ,
      heldSince: NOW - 65_000,
    },
    link: LIVE,
  },
  {
    name: 'conference',
    phone: { state: 'conference', voices: ['Petra Kurz', 'Jonas Brecht', 'Ayla Demir'], since: NOW - 160_000, isMuted: false },
    link: LIVE,
  },
  { name: 'wrap-up', phone: WRAPUP, link: LIVE },
  { name: 'wrap-up without end', phone: { ...WRAPUP, until: null, isPausedByTyping: false, waiting: 0, longestSince: null }, link: LIVE },
  { name: 'paused', phone: { state: 'paused', reason: 'Mittag', since: NOW - 730_000, limitMinutes: 30 }, link: LIVE },
  { name: 'paused over plan', phone: { state: 'paused', reason: 'Mittag', since: NOW - 1_980_000, limitMinutes: 30 }, link: LIVE },
  { name: 'unreachable', phone: { state: 'unreachable', reason: 'missed-call', since: NOW - 33 * MINUTE }, link: LIVE },
  { name: 'no microphone', phone: { state: 'unreachable', reason: 'no-device', since: NOW - MINUTE }, link: LIVE },
  { name: 'reconnecting', phone: READY, link: LOST },
  { name: 'talking, link lost', phone: { ...TALKING, listeners: [] }, link: LOST },
  { name: 'offline', phone: READY, link: { ...LOST, state: 'offline' } },
];

export const CARD: CallerCard = {
  match: 'sure',
  candidates: [],
  number: { e164: '+493023125018', display: '+49 30 23125-018', area: 'Berlin' },
  person: {
    id: id(1),
    name: 'Petra Kurz',
    title: null,
    role: 'Leiterin Einkauf',
    language: null,
    formality: 'formal',
    timeZone: null,
    kind: 'customer',
    isVip: true,
    warning: null,
    isDemo: true,
  },
  company: { id: id(2), name: 'Kurz Bau GmbH', tier: 'a', customerNumber: 'K-20419' },
  path: [
    { id: id(3), name: 'Kurz Holding' },
    { id: id(2), name: 'Kurz Bau GmbH' },
    { id: id(4), name: 'NL Berlin' },
  ],
  owner: { id: id(5), name: 'Sven Albers' },
  alerts: [
    { kind: 'complaint', text: null, ticketId: id(10) },
    { kind: 'vip', text: 'VIP A', ticketId: null },
    { kind: 'no-calls', text: null, ticketId: null },
  ],
  promises: [
    { taskId: id(20), text: '„Buchhaltung prüft Lastschrift“', dueAt: ago(35 * MINUTE), ownerName: 'Miriam Kessler', ticketId: id(10) },
  ],
  promisesTotal: 1,
  tickets: [
    {
      id: id(10),
      number: '#48 190',
      subject: 'Rechnung 4711 doppelt abgebucht',
      status: 'open',
      priority: '2',
      updatedAt: ago(40 * MINUTE),
    },
    {
      id: id(11),
      number: '#47 911',
      subject: 'Gutschrift für Rücksendung',
      status: 'waiting-customer',
      priority: '3',
      updatedAt: ago(2 * 1440 * MINUTE),
    },
    {
      id: id(12),
      number: '#47 002',
      subject: 'Umzug Lager Süd, neue Anschrift',
      status: 'planned',
      priority: '3',
      updatedAt: ago(12 * 1440 * MINUTE),
    },
  ],
  ticketsTotal: 3,
  contacts: [
    {
      id: id(30),
      kind: 'call',
      direction: 'inbound',
      at: ago(291 * MINUTE),
      durationSeconds: 360,
      outcome: 'Reklamation',
      agentName: 'M. Kessler',
      summary: 'Zusage',
      ticketId: id(10),
    },
    {
      id: id(31),
      kind: 'mail',
      direction: 'inbound',
      at: ago(1300 * MINUTE),
      durationSeconds: null,
      outcome: null,
      agentName: null,
      summary: '„zweimal abgebucht“',
      ticketId: id(10),
    },
    {
      id: id(32),
      kind: 'call',
      direction: 'outbound',
      at: ago(4 * 1440 * MINUTE),
      durationSeconds: 180,
      outcome: 'Auskunft',
      agentName: 'T. Renk',
      summary: 'Termin Lager bestätigt',
      ticketId: null,
    },
    {
      id: id(33),
      kind: 'meeting',
      direction: null,
      at: ago(9 * 1440 * MINUTE),
      durationSeconds: null,
      outcome: null,
      agentName: 'S. Albers',
      summary: null,
      ticketId: null,
    },
    {
      id: id(34),
      kind: 'call',
      direction: 'inbound',
      at: ago(16 * 1440 * MINUTE),
      durationSeconds: 240,
      outcome: 'Gelöst',
      agentName: 'M. Kessler',
      summary: 'Frage zu Skonto',
      ticketId: null,
    },
  ],
  consents: [
    { purpose: 'recording', channel: 'call', isGranted: false, at: ago(100_000 * MINUTE) },
    { purpose: 'advertising', channel: 'call', isGranted: true, at: ago(900_000 * MINUTE) },
    { purpose: 'advertising', channel: 'mail', isGranted: false, at: ago(100_000 * MINUTE) },
  ],
  pinnedNote: 'Rechnungen nur an buchhaltung@, nie an Frau Kurz direkt.',
  callsToday: 2,
};

const BARE = {
  ...CARD,
  person: null,
  company: null,
  path: [],
  owner: null,
  alerts: [],
  promises: [],
  promisesTotal: 0,
  tickets: [],
  ticketsTotal: 0,
  contacts: [],
  consents: [],
  pinnedNote: null,
  callsToday: 1,
};
export const CARD_MAYBE: CallerCard = {
  ...BARE,
  match: 'maybe',
  candidates: [
    { personId: id(1), name: 'Petra Kurz', companyId: id(2), companyName: 'Kurz Bau GmbH', lastContactAt: ago(291 * MINUTE) },
    { personId: id(6), name: 'Bruno Hartwig', companyId: id(2), companyName: 'Kurz Bau GmbH', lastContactAt: ago(6 * 1440 * MINUTE) },
    { personId: id(7), name: 'Samira El-Amin', companyId: id(2), companyName: 'Kurz Bau GmbH', lastContactAt: null },
  ],
};
export const CARD_NONE: CallerCard = {
  ...BARE,
  match: 'none',
  number: { e164: '+494066969212', display: '+49 40 66969-212', area: 'Hamburg' },
};
export const CARD_WITHHELD: CallerCard = { ...BARE, match: 'none', number: null };

export const DISPOSITIONS: DeskDisposition[] = [
  ['Gelöst', 'Ticket schließen'],
  ['Rückruf', 'Rückruf planen'],
  ['Weitergabe', 'Team wählen'],
  ['Gutschrift', 'Aufgabe Buchhaltung'],
  ['Reklamation', 'Frist 2 T'],
  ['Auskunft', 'nur Protokoll'],
  ['Falsch verbunden', 'nur Protokoll'],
  ['Aufgelegt', 'Rückruf anbieten'],
  ['Nicht zuständig', 'Team wählen'],
  ['Lob', 'nur Protokoll'],
].map(([label, effect], index) => ({ id: id(40 + index), digit: index < 9 ? index + 1 : null, label: label ?? '', effect: effect ?? '' }));
