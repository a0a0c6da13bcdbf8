import type { CallerCard } from '../../../shared/models/caller-card';
import type { AgentCellView } from '../../ui/domain/AgentCell.vue';
import type { TreeNode } from '../../ui/domain/company-tree';
import type { DeskDisposition } from '../../ui/domain/desk';
import type { LinkState, PhonePartner, PhoneSnapshot } from '../../ui/domain/phone';
import type { QueueRowView } from '../../ui/domain/QueueRow.vue';
import type { TicketRowView } from '../../ui/domain/TicketRow.vue';
import type { TimelineItem } from '../../ui/timeline';

/** The moment all fixtures are told at; the gallery stands still so that two screenshots are equal. */
export const NOW = Date.parse('2026-11-20T13:35:00Z');
const MINUTE = 60_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

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
  { name: 'held', phone: { state: 'held', partner: KURZ, since: NOW - 48_000, talkingSince: NOW - 200_000 }, link: LIVE },
  { name: 'held long', phone: { state: 'held', partner: KURZ, since: NOW - 75_000, talkingSince: NOW - 200_000 }, link: LIVE },
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

const row = (
  n: number,
  status: TicketRowView['status'],
  subject: string,
  customer: string,
  time: string,
  owner: string | null = 'Ayla Demir',
  more: Partial<TicketRowView> = {},
): TicketRowView => ({ id: id(100 + n), status, subject, customer, time, owner, timeTone: null, isUnread: false, ...more });
export const TICKETS: TicketRowView[] = [
  row(0, 'open', 'Rechnung 4711 doppelt', 'Petra Kurz, Kurz Bau', '−00:35', 'Miriam Kessler', { isUnread: true, timeTone: 'danger' }),
  row(1, 'open', 'Lieferung unvollständig', 'Lukas Adler, Adler Elektro', '00:20', 'Ayla Demir', { timeTone: 'hold' }),
  row(2, 'open', 'Aufzug steht seit heute früh', 'Hausverwaltung Brandt', '01:05', 'Ayla Demir', { isUnread: true }),
  row(3, 'waiting-internal', 'Falsche Artikelnummer im Portal', 'Nadja Voss, Voss Sanitär', '02:40'),
  row(4, 'open', 'Skonto nicht berücksichtigt', 'Gregor Thiel, Thiel Holzbau', '03:20', 'Ayla Demir', { isUnread: true }),
  row(5, 'new', 'Angebot für Lagersystem', 'Imhof Logistik AG', '06:10', null),
  row(6, 'waiting-customer', 'Passwort für Kundenportal', 'Selma Bauer, Praxis Bauer', 'wartet'),
  row(7, 'waiting-customer', 'Anschrift geändert', 'Ott Fensterbau', 'wartet', 'Jonas Brecht'),
  row(8, 'planned', 'Zählerstand nachreichen', 'Familie Reuter', 'Mo 09:00'),
  row(9, 'planned', 'Wartungsvertrag verlängern', 'Seidel Kältetechnik KG', 'Di 14:00'),
  row(10, 'waiting-internal', 'Rücksendung ohne Beleg', 'Carla Meinhold', '2 T', 'Tobias Renk'),
  row(11, 'waiting-customer', 'Umzug Lager Süd', 'Kurz Bau GmbH', '3 T'),
  row(12, 'waiting-customer', 'Reklamation Trittschallplatten', 'Heike Brunner', '4 T', 'Miriam Kessler'),
  row(13, 'solved', 'Lieferschein nachgereicht', 'Weidner Metallbau', 'gelöst'),
];

export const TIMELINE: TimelineItem[] = [
  { id: id(60), at: '2026-11-17T14:18:00Z', kind: 'system', icon: 'list', who: 'Ticket aus Anruf angelegt, Team Versand' },
  {
    id: id(61),
    at: '2026-11-17T14:20:00Z',
    kind: 'call',
    icon: 'callIn',
    who: 'Anruf von Lukas Adler',
    what: 'Tobias Renk, Ergebnis Reklamation',
    body: 'Lieferung kam unvollständig an, Herr Adler schickt den Lieferschein.',
    length: '3 min',
  },
  {
    id: id(62),
    at: '2026-11-18T08:02:00Z',
    kind: 'message',
    icon: 'mail',
    who: 'Lukas Adler',
    what: 'an Versand',
    body: 'Guten Morgen, von der Bestellung 20874 sind nur acht Kartons angekommen. Es fehlen vier Kartons Leitungsschutzschalter. Auf dem Lieferschein stehen zwölf. Bitte sagen Sie mir, wann der Rest kommt, drei Monteure warten darauf.',
  },
  {
    id: id(63),
    at: '2026-11-18T08:14:00Z',
    kind: 'note',
    icon: 'note',
    who: 'Miriam Kessler',
    what: 'Notiz, nur intern',
    body: 'Lager prüft bis Mittag. Vier Kartons stehen vermutlich noch in Halle 2, Tor 6.',
  },
  {
    id: id(64),
    at: '2026-11-18T09:10:00Z',
    kind: 'system',
    icon: 'list',
    who: '3 Änderungen: Status, Bearbeiter, Frist',
    details: ['Status: neu → offen', 'Bearbeiter: Ayla Demir', 'Priorität: 3 → 2'],
  },
  {
    id: id(65),
    at: '2026-11-20T10:40:00Z',
    kind: 'call',
    icon: 'callIn',
    who: 'Anruf von Lukas Adler',
    what: 'Ayla Demir, Ergebnis Rückruf',
    body: 'Wann kommt der Rest? Die Monteure stehen ab Montag auf der Baustelle in Spandau und können ohne die Schalter nicht anfangen.',
    length: '4 min',
    promise: { text: 'Zusage: Rückruf bis 14:00, Miriam Kessler', overdue: false },
  },
];
export const NEW_SINCE = '2026-11-20T10:39:00Z';

export const QUEUES: QueueRowView[] = [
  {
    id: id(70),
    name: 'Rechnung',
    serviceLevel: 58,
    target: '80 / 20 s',
    formula: '75 / 130',
    isBelowTarget: true,
    waitingSince: [134, 96, 44, 12, 5].map((s) => NOW - s * 1000),
    waiting: 5,
    answered: 121,
    abandoned: 9,
    serviceLevelSeconds: 20,
    agents: [
      { state: 'ready', count: 0, label: 'bereit' },
      { state: 'talking', count: 6, label: 'Gespräch' },
      { state: 'wrapup', count: 2, label: 'Nachbearbeitung' },
      { state: 'paused', count: 2, label: 'Pause' },
    ],
  },
  {
    id: id(71),
    name: 'Technik',
    serviceLevel: 84,
    target: '80 / 30 s',
    formula: '',
    isBelowTarget: false,
    waitingSince: [31, 8].map((s) => NOW - s * 1000),
    waiting: 2,
    answered: 64,
    abandoned: 1,
    serviceLevelSeconds: 30,
    agents: [
      { state: 'ready', count: 1, label: 'bereit' },
      { state: 'talking', count: 5, label: 'Gespräch' },
      { state: 'wrapup', count: 1, label: 'Nachbearbeitung' },
      { state: 'paused', count: 1, label: 'Pause' },
    ],
  },
  {
    id: id(72),
    name: 'Bestellung',
    serviceLevel: null,
    target: '80 / 20 s',
    formula: '',
    isBelowTarget: false,
    waitingSince: [],
    waiting: 0,
    answered: 0,
    abandoned: 0,
    serviceLevelSeconds: 20,
    agents: [
      { state: 'ready', count: 1, label: 'bereit' },
      { state: 'talking', count: 0, label: 'Gespräch' },
      { state: 'wrapup', count: 0, label: 'Nachbearbeitung' },
      { state: 'paused', count: 0, label: 'Pause' },
    ],
  },
];
const agent = (
  n: number,
  name: string,
  state: AgentCellView['state'],
  seconds: number,
  what: string,
  today: number,
  attention: AgentCellView['attention'] = 'none',
): AgentCellView => ({ id: id(80 + n), name, state, since: NOW - seconds * 1000, what, today, attention });
export const AGENTS: AgentCellView[] = [
  agent(0, 'Leyla Sahin', 'held', 65, 'Rechnung · hält 65 s', 17, 'alarm'),
  agent(1, 'Henrik Ott', 'talking', 700, 'Technik · Kurz Bau', 14),
  agent(2, 'Miriam Kessler', 'wrapup', 151, 'Rechnung · Grenze 02:00', 19, 'warn'),
  agent(3, 'Dario Conti', 'unreachable', 290, 'kein Mikrofon', 9, 'alarm'),
  agent(4, 'Nina Wolf', 'paused', 1100, 'Mittag', 16),
  agent(5, 'Ayla Demir', 'ready', 5, 'Bestellung', 23),
  agent(6, 'Sina Falk', 'ringing', 6, 'Technik', 22),
  agent(7, 'Olga Reimann', 'off', 3900, '', 12),
];
const node = (n: number, parent: number | null, kind: TreeNode['kind'], name: string, count: number, note = ''): TreeNode => ({
  id: id(200 + n),
  parentId: parent === null ? null : id(200 + parent),
  kind,
  name,
  count,
  note,
});
export const TREE: TreeNode[] = [
  node(0, null, 'company', 'Kurz Holding', 0, '7 Firmen'),
  node(1, 0, 'company', 'Kurz Bau GmbH', 2),
  node(2, 1, 'branch', 'NL Berlin', 1),
  node(3, 2, 'person', 'Petra Kurz', 3, 'Einkauf'),
  node(4, 2, 'person', 'Bruno Hartwig', 1, 'Bauleitung'),
  node(5, 2, 'person', 'Samira El-Amin', 0, 'Buchhaltung'),
  node(6, 0, 'company', 'Kurz Gerüst GmbH', 2),
  node(7, 6, 'person', 'Matteo Rinaldi', 2, 'Disposition'),
];
export const TREE_OPEN = id(203);
