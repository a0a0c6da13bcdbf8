/** Days, hours and minutes before (negative: after) the moment of filling. */
interface Ago {
  days?: number;
  hours?: number;
  minutes?: number;
}
export interface DemoCompany {
  key: string;
  parent?: string;
  name: string;
  kind?: 'company' | 'branch' | 'department';
  tier?: 'key' | 'a' | 'b' | 'c';
  city: string;
  country?: string;
  street: string;
  postalCode: string;
  customerNumber?: string;
  mainLine?: string;
}
export interface DemoPerson {
  key: string;
  givenName: string;
  familyName: string;
  title?: string;
  salutation: 'ms' | 'mr';
  language: 'de' | 'en';
  informal?: true;
  role?: string;
  company?: string;
  manager?: string;
  phones: string[];
  mail: string;
  isVip?: true;
  warning?: string;
  pin?: string;
  consents?: { purpose: 'advertising' | 'recording'; state: 'granted' | 'refused' | 'asked'; proof: string }[];
}
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
export interface DemoTask {
  kind: 'promise' | 'task';
  what: string;
  due: Ago;
  person: string;
  ticket?: string;
}

/** Companies in trees. All names are invented; numbers come from the ranges that regulators keep free for films. */
export const demoCompanies: readonly DemoCompany[] = [
  {
    key: 'kurz-holding',
    name: 'Kurz Holding',
    tier: 'key',
    street: 'Lindenallee 4',
    postalCode: '10115',
    city: 'Berlin',
    customerNumber: 'K-1040',
  },
  {
    key: 'kurz-bau',
    parent: 'kurz-holding',
    name: 'Kurz Bau GmbH',
    tier: 'key',
    street: 'Lindenallee 4',
    postalCode: '10115',
    city: 'Berlin',
    customerNumber: 'K-1041',
    mainLine: '+49 30 23125-0',
  },
  {
    key: 'kurz-berlin',
    parent: 'kurz-bau',
    kind: 'branch',
    name: 'Niederlassung Berlin',
    street: 'Am Nordhafen 12',
    postalCode: '13353',
    city: 'Berlin',
  },
  {
    key: 'kurz-leipzig',
    parent: 'kurz-bau',
    kind: 'branch',
    name: 'Niederlassung Leipzig',
    street: 'Messeweg 3',
    postalCode: '04103',
    city: 'Leipzig',
  },
  {
    key: 'adler',
    name: 'Adler Elektro KG',
    tier: 'b',
    street: 'Kranstraße 18',
    postalCode: '20457',
    city: 'Hamburg',
    customerNumber: 'K-1187',
    mainLine: '+49 40 66969-0',
  },
  {
    key: 'northgate',
    name: 'Northgate Supplies Ltd',
    tier: 'a',
    street: '22 Canal Street',
    postalCode: 'LS1 4AB',
    city: 'Leeds',
    country: 'GB',
    customerNumber: 'K-2003',
  },
  {
    key: 'northgate-york',
    parent: 'northgate',
    kind: 'branch',
    name: 'York depot',
    street: '5 Foss Bank',
    postalCode: 'YO31 7PL',
    city: 'York',
    country: 'GB',
  },
];

/** Twelve people, German and English. */
export const demoPeople: readonly DemoPerson[] = [
  {
    key: 'petra',
    givenName: 'Petra',
    familyName: 'Kurz',
    salutation: 'ms',
    language: 'de',
    role: 'Leiterin Einkauf',
    company: 'kurz-berlin',
    manager: 'harald',
    phones: ['+49 30 23125-018', '+49 152 28817386'],
    mail: 'petra.kurz@kurz-bau.example',
    isVip: true,
    pin: 'Rechnungen nur an buchhaltung@kurz-bau.example, nie direkt.',
    consents: [
      { purpose: 'recording', state: 'refused', proof: 'Am Telefon gesagt' },
      { purpose: 'advertising', state: 'granted', proof: 'Formular auf der Website' },
    ],
  },
  {
    key: 'harald',
    givenName: 'Harald',
    familyName: 'Kurz',
    salutation: 'mr',
    language: 'de',
    role: 'Geschäftsführer',
    company: 'kurz-bau',
    phones: ['+49 30 23125-001'],
    mail: 'h.kurz@kurz-bau.example',
  },
  {
    key: 'jens',
    givenName: 'Jens',
    familyName: 'Möller',
    salutation: 'mr',
    language: 'de',
    role: 'Bauleiter',
    company: 'kurz-leipzig',
    manager: 'harald',
    phones: ['+49 171 3920012'],
    mail: 'j.moeller@kurz-bau.example',
  },
  {
    key: 'lukas',
    givenName: 'Lukas',
    familyName: 'Adler',
    salutation: 'mr',
    language: 'de',
    informal: true,
    role: 'Inhaber',
    company: 'adler',
    phones: ['+49 40 66969-100'],
    mail: 'l.adler@adler-elektro.example',
  },
  {
    key: 'nadja',
    givenName: 'Nadja',
    familyName: 'Voss',
    salutation: 'ms',
    language: 'de',
    role: 'Büro',
    company: 'adler',
    manager: 'lukas',
    phones: ['+49 40 66969-100', '+49 171 3920034'],
    mail: 'n.voss@adler-elektro.example',
  },
  {
    key: 'selma',
    givenName: 'Selma',
    familyName: 'Bauer',
    title: 'Dr.',
    salutation: 'ms',
    language: 'de',
    phones: ['+49 89 99998-044'],
    mail: 'praxis.bauer@example.org',
  },
  {
    key: 'gregor',
    givenName: 'Gregor',
    familyName: 'Thiel',
    salutation: 'mr',
    language: 'de',
    phones: ['+49 221 4710-222'],
    mail: 'g.thiel@example.org',
    warning: 'Beschwerde offen',
  },
  {
    key: 'family',
    givenName: 'Anke',
    familyName: 'Reuter',
    salutation: 'ms',
    language: 'de',
    phones: ['+49 171 3920077'],
    mail: 'reuter@example.org',
  },
  {
    key: 'emma',
    givenName: 'Emma',
    familyName: 'Hargreaves',
    salutation: 'ms',
    language: 'en',
    role: 'Head of purchasing',
    company: 'northgate',
    phones: ['+44 1632 960018'],
    mail: 'emma.hargreaves@northgate.example',
    isVip: true,
  },
  {
    key: 'owen',
    givenName: 'Owen',
    familyName: 'Pritchard',
    salutation: 'mr',
    language: 'en',
    informal: true,
    role: 'Depot manager',
    company: 'northgate-york',
    manager: 'emma',
    phones: ['+44 7700 900077'],
    mail: 'owen.p@northgate.example',
  },
  {
    key: 'grace',
    givenName: 'Grace',
    familyName: 'Whitfield',
    salutation: 'ms',
    language: 'en',
    phones: ['+44 7700 900142'],
    mail: 'grace.whitfield@example.org',
  },
  {
    key: 'carla',
    givenName: 'Carla',
    familyName: 'Meinhold',
    salutation: 'ms',
    language: 'de',
    phones: ['+49 69 90009-310'],
    mail: 'c.meinhold@example.org',
  },
];

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
