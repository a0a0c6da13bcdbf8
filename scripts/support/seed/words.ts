const split = (text: string): string[] => text.trim().split(/\s+/);

/** Given names, the commonest first. */
export const GIVEN =
  split(`Peter Maria Michael Petra Thomas Sabine Andreas Susanne Wolfgang Monika Klaus Ursula Stefan Andrea Christian Claudia Jürgen Renate
  Martin Birgit Frank Karin Uwe Gabriele Bernd Anja Ayşe Mehmet Fatma Jan Julia Lukas Anna Leon Mia Jonas Emma Felix Lena Paul Laura Niklas Sophie Tim Hanna
  Björn Käthe Jörg Zoë Łukasz Agnieszka Olena Ivan Dragan Giulia Marco Chiara José Lucía João Søren Åsa Siobhán James Emily Oliver Grace`);
/** Family names, the commonest first. */
export const FAMILY =
  split(`Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz
  Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser
  Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon
  Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn
  Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Kaya Demir Nowak Kowalski Petrović Rossi García Silva Nguyen O'Brien Smith Jones`);
const SYLLABLES = split(
  'an bach berg born brück burg dorf eck feld furt garten hain heim hof holz horst kamp land lein loh mann markt münd rath rode roth see stedt stein tal thal vogel wald wang weiler werth wiese winkel',
);
/** Family names made of syllables, so that a million people are not all called Müller. */
export const MADE_FAMILY: readonly string[] = SYLLABLES.flatMap((first) =>
  SYLLABLES.filter((last) => last !== first).map((last) => first.charAt(0).toUpperCase() + first.slice(1) + last),
);
export const TRADES = split(
  'Bau Technik Logistik Handel Druck Metall Holz Energie Pflege Software Textil Optik Sanitär Elektro Garten Möbel Papier Reisen Spedition Verlag',
);
export const FORMS = ['GmbH', 'AG', 'KG', 'GmbH & Co. KG', 'e. K.'] as const;
export const ROLES = ['Einkauf', 'Buchhaltung', 'Geschäftsführung', 'Technik', 'Vertrieb', 'Empfang', 'IT', 'Lager'] as const;
/** Area code and town. */
export const TOWNS: readonly (readonly [area: string, town: string, postalCode: string])[] = [
  ['30', 'Berlin', '10115'],
  ['40', 'Hamburg', '20095'],
  ['89', 'München', '80331'],
  ['221', 'Köln', '50667'],
  ['69', 'Frankfurt am Main', '60311'],
  ['711', 'Stuttgart', '70173'],
  ['211', 'Düsseldorf', '40213'],
  ['341', 'Leipzig', '04109'],
  ['351', 'Dresden', '01067'],
  ['511', 'Hannover', '30159'],
  ['911', 'Nürnberg', '90402'],
  ['421', 'Bremen', '28195'],
];
export const MOBILE = ['151', '152', '157', '160', '162', '170', '171', '172', '173', '175', '176', '177', '178', '179'] as const;
export const SUBJECTS = [
  'Rechnung stimmt nicht',
  'Lieferung kam beschädigt an',
  'Frage zum Vertrag',
  'Router verliert die Verbindung',
  'Termin verschieben',
  'Zugang gesperrt',
  'Gutschrift fehlt',
  'Ersatzteil bestellen',
  'Beschwerde über Wartezeit',
  'Adresse geändert',
  'Invoice is wrong',
  'Cannot sign in',
  'Delivery delayed',
] as const;
export const NOTES = [
  'Kunde ruft wegen der letzten Rechnung an, Betrag weicht ab. Geprüft und erklärt.',
  'Rückruf zugesagt, sobald das Lager antwortet.',
  'Gerät neu gestartet, danach ging es wieder.',
  'Kundin bittet um schriftliche Bestätigung.',
  'Anliegen aufgenommen und an die Technik gegeben.',
  'Asked for an update; order is on its way.',
  'Nicht erreicht, Nachricht hinterlassen.',
] as const;
