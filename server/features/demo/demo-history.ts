/** Days, hours and minutes before (negative: after) the moment of filling. */
interface Ago {
  days?: number;
  hours?: number;
  minutes?: number;
}
/** A ticket and what was noted on it. */
export interface DemoTicket {
  key: string;
  person: string;
  subject: string;
  kind: 'question' | 'fault' | 'complaint' | 'request';
  status: 'new' | 'open' | 'waiting-customer' | 'waiting-internal';
  priority: 1 | 2 | 3 | 4;
  created: Ago;
  mine?: true;
  notes: { ago: Ago; text: string }[];
}
/** One contact of the past. */
export interface DemoContact {
  person: string;
  kind: 'call' | 'mail' | 'meeting' | 'letter';
  direction: 'inbound' | 'outbound';
  ago: Ago;
  seconds?: number;
  summary: string;
  outcome?: string;
  ticket?: string;
}
/** Something somebody has to do or has promised. */
export interface DemoTask {
  kind: 'promise' | 'task';
  what: string;
  due: Ago;
  person: string;
  ticket?: string;
}

/** Eight tickets in every state of the day. */
export const demoTickets: readonly DemoTicket[] = [
  {
    key: 'double',
    person: 'petra',
    subject: 'Rechnung 4711 doppelt abgebucht',
    kind: 'complaint',
    status: 'waiting-internal',
    priority: 2,
    created: { days: 4 },
    mine: true,
    notes: [
      { ago: { days: 4 }, text: 'Frau Kurz sieht die Lastschrift über 1.158,00 € zweimal auf dem Auszug. Buchhaltung gefragt.' },
      { ago: { hours: 4 }, text: 'Doppelter Einzug bestätigt, Gutschrift ist freigegeben. Frau Kurz wartet auf unseren Rückruf.' },
    ],
  },
  {
    key: 'missing',
    person: 'lukas',
    subject: 'Lieferung unvollständig',
    kind: 'fault',
    status: 'open',
    priority: 2,
    created: { days: 2 },
    mine: true,
    notes: [{ ago: { days: 2 }, text: 'Acht statt zwölf Kartons angekommen. Lager prüft bis Mittag, vermutlich noch in Halle 2.' }],
  },
  {
    key: 'portal',
    person: 'nadja',
    subject: 'Falsche Artikelnummer im Portal',
    kind: 'fault',
    status: 'open',
    priority: 3,
    created: { days: 1 },
    notes: [{ ago: { days: 1 }, text: 'Artikel 20874 führt auf das alte Datenblatt.' }],
  },
  {
    key: 'password',
    person: 'selma',
    subject: 'Passwort für Kundenportal',
    kind: 'request',
    status: 'waiting-customer',
    priority: 3,
    created: { days: 1 },
    notes: [{ ago: { days: 1 }, text: 'Neuer Link geschickt. Dr. Bauer meldet sich, wenn er nicht ankommt.' }],
  },
  {
    key: 'discount',
    person: 'gregor',
    subject: 'Skonto nicht berücksichtigt',
    kind: 'complaint',
    status: 'open',
    priority: 1,
    created: { days: 6 },
    notes: [{ ago: { days: 6 }, text: 'Dritter Anruf deswegen. Bitte mit Geduld.' }],
  },
  {
    key: 'pallets',
    person: 'emma',
    subject: 'Two pallets arrived with water damage',
    kind: 'complaint',
    status: 'open',
    priority: 1,
    created: { days: 3 },
    mine: true,
    notes: [{ ago: { days: 3 }, text: 'Photos are with the carrier. Emma needs the replacement before Friday.' }],
  },
  {
    key: 'meter',
    person: 'family',
    subject: 'Zählerstand nachreichen',
    kind: 'request',
    status: 'waiting-customer',
    priority: 4,
    created: { days: 9 },
    notes: [],
  },
  {
    key: 'quote',
    person: 'grace',
    subject: 'Quote for a garden wall',
    kind: 'question',
    status: 'new',
    priority: 3,
    created: { hours: 3 },
    notes: [],
  },
];

/** What was said before: the history on the caller card. */
export const demoContacts: readonly DemoContact[] = [
  {
    person: 'petra',
    kind: 'call',
    direction: 'inbound',
    ago: { hours: 5 },
    seconds: 372,
    summary: 'Zweite Abbuchung auf dem Auszug gesehen, Rückruf zugesagt',
    outcome: 'Reklamation',
    ticket: 'double',
  },
  {
    person: 'petra',
    kind: 'mail',
    direction: 'inbound',
    ago: { days: 1 },
    summary: '„Sie haben die Rechnung 4711 zweimal abgebucht“',
    ticket: 'double',
  },
  {
    person: 'petra',
    kind: 'call',
    direction: 'outbound',
    ago: { days: 4 },
    seconds: 185,
    summary: 'Termin im Lager Süd bestätigt',
    outcome: 'Auskunft',
  },
  { person: 'petra', kind: 'mail', direction: 'outbound', ago: { days: 9 }, summary: 'Lieferschein 20831 gesendet' },
  {
    person: 'petra',
    kind: 'call',
    direction: 'inbound',
    ago: { days: 16 },
    seconds: 240,
    summary: 'Frage zu Skonto, gelöst',
    outcome: 'Gelöst',
  },
  { person: 'petra', kind: 'meeting', direction: 'outbound', ago: { days: 61 }, seconds: 3600, summary: 'Jahresgespräch in Berlin' },
  {
    person: 'lukas',
    kind: 'call',
    direction: 'inbound',
    ago: { days: 2 },
    seconds: 204,
    summary: 'Lieferung kam unvollständig an',
    outcome: 'Reklamation',
    ticket: 'missing',
  },
  {
    person: 'gregor',
    kind: 'call',
    direction: 'inbound',
    ago: { days: 6 },
    seconds: 511,
    summary: 'Skonto fehlt zum dritten Mal',
    outcome: 'Reklamation',
    ticket: 'discount',
  },
  {
    person: 'emma',
    kind: 'call',
    direction: 'inbound',
    ago: { days: 3 },
    seconds: 420,
    summary: 'Water damage on two pallets',
    outcome: 'Complaint',
    ticket: 'pallets',
  },
  { person: 'emma', kind: 'letter', direction: 'outbound', ago: { days: 30 }, summary: 'Framework agreement sent' },
  {
    person: 'owen',
    kind: 'call',
    direction: 'inbound',
    ago: { days: 12 },
    seconds: 95,
    summary: 'Asked for Saturday delivery',
    outcome: 'Resolved',
  },
  {
    person: 'grace',
    kind: 'call',
    direction: 'inbound',
    ago: { hours: 3 },
    seconds: 160,
    summary: 'Wants a quote for a garden wall',
    outcome: 'Resolved',
    ticket: 'quote',
  },
];

/** Promises and tasks, one of them overdue, so that the card shows what it is for. */
export const demoTasks: readonly DemoTask[] = [
  { kind: 'promise', what: 'Rückruf: Buchhaltung prüft Lastschrift', due: { minutes: 35 }, person: 'petra', ticket: 'double' },
  { kind: 'promise', what: 'Call back about the replacement pallets', due: { hours: -3 }, person: 'emma', ticket: 'pallets' },
  { kind: 'task', what: 'Muster Trittschall nachsenden', due: { days: -1 }, person: 'petra' },
];
