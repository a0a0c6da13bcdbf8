import type { AgentCellView } from '../../ui/domain/AgentCell.vue';
import type { TreeNode } from '../../ui/domain/company-tree';
import type { QueueRowView } from '../../ui/domain/QueueRow.vue';
import type { TicketRowView } from '../../ui/domain/TicketRow.vue';
import type { TimelineItem } from '../../ui/timeline';
import { id, NOW } from './fixtures';

const row = (
  n: number,
  status: TicketRowView['status'],
  subject: string,
  customer: string,
  time: string,
  owner: string | null = 'Ayla Demir',
  more: Partial<TicketRowView> = {},
): TicketRowView => ({ id: id(100 + n), status, subject, customer, time, owner, timeTone: null, isUnread: false, channel: null, ...more });
export const TICKETS: TicketRowView[] = [
  row(0, 'open', 'Rechnung 4711 doppelt', 'Petra Kurz, Kurz Bau', '−00:35', 'Miriam Kessler', {
    isUnread: true,
    timeTone: 'danger',
    channel: { icon: 'mail', label: 'kam per E-Mail' },
  }),
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
    offered: 131,
    answered: 121,
    abandoned: 9,
    flowOut: 1,
    offeredCourse: [1, 0, 2, 1, 1, 3, 2, 2, 4, 1],
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
    offered: 66,
    answered: 64,
    abandoned: 1,
    flowOut: 1,
    offeredCourse: [1, 0, 2, 1, 1, 3, 2, 2, 4, 1],
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
    offered: 1,
    answered: 0,
    abandoned: 0,
    flowOut: 1,
    offeredCourse: [1, 0, 2, 1, 1, 3, 2, 2, 4, 1],
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
