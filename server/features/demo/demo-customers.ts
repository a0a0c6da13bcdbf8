/** A company of the demo; `key` is how the other tables name it. */
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
/** Somebody who may call. */
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
