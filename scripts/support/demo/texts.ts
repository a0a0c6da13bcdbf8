/** What colleagues of the demo write. */
export const notes: readonly string[] = [
  'Fragt nach dem Stand der Lieferung. Liegt seit gestern beim Spediteur, kommt morgen Vormittag.',
  'Rechnung noch einmal als PDF gewünscht.',
  'Adresse geändert, Lieferung geht an die neue Anschrift.',
  'Zwei Kartons beschädigt angekommen, Fotos folgen per Mail.',
  'Möchte ein Angebot über 40 m² Dämmung.',
  'Portal meldet „Sitzung abgelaufen“. Mit neuem Link geht es.',
  'Needs the delivery note again, sent while on the phone.',
  'Termin zur Abholung auf Donnerstag verschoben.',
  'Fragt, ob Skonto auch bei Teilzahlung gilt. Ja, bis zum 14.',
  'Wants Saturday delivery to York. Possible from next week.',
  'Falscher Artikel geliefert, Umtausch angestoßen.',
  'Lobt die schnelle Hilfe von letzter Woche.',
];

/** What they promise. */
export const promises: readonly string[] = [
  'Rückruf: Angebot durchsprechen',
  'Rückruf: Stand der Lieferung',
  'Call back about the replacement',
  'Unterlagen schicken und anrufen',
];

/** Subjects of tickets that a call became. */
export const subjects: readonly string[] = [
  'Stand der Lieferung',
  'Rechnung als PDF',
  'Beschädigte Ware',
  'Neue Lieferanschrift',
  'Angebot Dämmung',
  'Zugang zum Portal',
  'Saturday delivery',
];

/** Names of the simulated colleagues, in the order they are hired. */
export const colleagueNames: readonly string[] = [
  'Sandra Albers',
  'Tim Richter',
  'Aylin Demir',
  'Jonas Weber',
  'Maja Nowak',
  'Felix Brandt',
  'Chloe Turner',
  'Piet de Boer',
  'Hanna Fuchs',
  'Omar Haddad',
  'Greta Lang',
  'Ben Schuster',
];
