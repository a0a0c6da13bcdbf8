import type { CalendarDay } from './calendar-day.js';

/** The day that was said, before today is known. Fields of `date` that were not said are left out. */
export type DaySaid =
  | { readonly kind: 'relative'; readonly days: number }
  | { readonly kind: 'months'; readonly months: number }
  | ({ readonly kind: 'date' } & Partial<CalendarDay> & { readonly day: number });

/** The week that was said: by ISO number, or counted from this one. */
export type WeekSaid =
  | { readonly kind: 'iso'; readonly week: number; readonly year?: number }
  | { readonly kind: 'relative'; readonly weeks: number };

/** The hour that was said. `isBare`: a number without „Uhr", minutes or am/pm, which leaves open which half of the day is meant. */
export interface TimeSaid {
  readonly hour: number;
  readonly minute: number;
  readonly isBare: boolean;
}

/** Parts of the day and the hour they stand for. */
export const PART_HOURS = {
  morning: 8,
  forenoon: 10,
  noon: 12,
  afternoon: 15,
  evening: 18,
  night: 22,
  midnight: 24,
  'end-of-work': 17,
} as const;
export type DayPart = keyof typeof PART_HOURS;

/** All that was understood so far. */
export interface DateSaid {
  readonly minutes?: number;
  readonly day?: DaySaid;
  readonly week?: WeekSaid;
  readonly weekday?: number;
  readonly isNextWeekday?: boolean;
  readonly time?: TimeSaid;
  readonly part?: DayPart;
}

/** Reads the beginning of a text. `read` gets the groups of the match and what was said before; null: the words do not fit here. */
export interface DateRule {
  readonly pattern: RegExp;
  readonly read: (groups: readonly (string | undefined)[], said: DateSaid) => Partial<DateSaid> | null;
}

const END = '(?![\\p{L}\\d])';
const rule = (source: string, read: DateRule['read']): DateRule => ({ pattern: new RegExp(`^(?:${source})${END}`, 'u'), read });

const WEEKDAYS = [
  'mo(?:n(?:tag|day)?)?',
  'di(?:enstag)?|tu(?:e(?:s(?:day)?)?)?',
  'mi(?:ttwoch)?|wed(?:nesday)?',
  'do(?:nnerstag)?|th(?:u(?:r(?:s(?:day)?)?)?)?',
  'fr(?:eitag|i(?:day)?)?',
  'sa(?:mstag|t(?:urday)?)?|sonnabend',
  'so(?:nntag)?|sun(?:day)?',
];
const MONTHS = [
  'ja(?:nuar|nuary|n|enner|nner)',
  'feb(?:ruar|ruary)?',
  'mar(?:z|ch)?|maerz|mrz',
  'apr(?:il)?',
  'mai|may',
  'jun[ie]?',
  'jul[iy]?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[kc]t(?:ober)?',
  'nov(?:ember)?',
  'de[zc](?:ember)?',
];
const MONTH = MONTHS.map((month) => `(?:${month})`).join('|');

const COUNT = '(\\d+(?:[.,]\\d+)?|an?|ein(?:er|em|en|e)?|half an?|ein(?:er|e) halben?|anderthalb|eineinhalb|zwei|two|drei|three)';
const COUNTS: Record<string, number> = { anderthalb: 1.5, eineinhalb: 1.5, zwei: 2, two: 2, drei: 3, three: 3 };

function count(text = ''): number {
  if (/^\d/.test(text)) return Number(text.replace(',', '.'));
  return COUNTS[text] ?? (/half|halb/.test(text) ? 0.5 : 1);
}

function monthOf(text = ''): number {
  return MONTHS.findIndex((month) => new RegExp(`^(?:${month})$`).test(text)) + 1;
}

function year(text: string | undefined): { year?: number } {
  return text === undefined ? {} : { year: Number(text) + (text.length === 2 ? 2000 : 0) };
}

/** A day of the calendar, unless one was said already or the month cannot be one (`14.30` is a time). */
function date(said: DateSaid, day: string | undefined, month?: number, yearText?: string): Partial<DateSaid> | null {
  if (said.day || said.week || (month !== undefined && (month < 1 || month > 12))) return null;
  return { day: { kind: 'date', day: Number(day), ...(month === undefined ? {} : { month }), ...year(yearText) } };
}

const relative =
  (days: number): DateRule['read'] =>
  (_, said) =>
    said.day ? null : { day: { kind: 'relative', days } };
const week =
  (weeks: number): DateRule['read'] =>
  (_, said) =>
    said.week ? null : { week: { kind: 'relative', weeks } };
const part =
  (dayPart: DayPart): DateRule['read'] =>
  (_, said) =>
    said.part ? null : { part: dayPart };

const SPANS: readonly DateRule[] = [
  rule(`(?:in|\\+)\\s*(?:ca\\.?\\s*)?${COUNT}\\s*(?:(?<=\\d\\s?)m|min(?:\\.|uten?|utes?|s)?)`, ([n], said) => ({
    minutes: (said.minutes ?? 0) + count(n),
  })),
  rule(
    `(?:in|\\+)\\s*(?:ca\\.?\\s*)?${COUNT}\\s*(?:h|hrs?|std\\.?|stunden?|hours?)(?:\\s*(?:und|and)?\\s*(\\d+)\\s*(?:m|min(?:uten|utes|s)?))?`,
    ([n, more]) => ({
      minutes: count(n) * 60 + Number(more ?? 0),
    }),
  ),
  rule(`(?:in\\s*|\\+)${COUNT}\\s*(?:d|t|tag(?:en?)?|days?)`, ([n]) => ({ day: { kind: 'relative', days: Math.round(count(n)) } })),
  rule(`(?:in\\s*|\\+)${COUNT}\\s*(?:w|wochen?|weeks?)`, ([n], said) =>
    said.week
      ? null
      : said.weekday
        ? { week: { kind: 'relative', weeks: Math.round(count(n)) } }
        : { day: { kind: 'relative', days: Math.round(count(n) * 7) } },
  ),
  rule(`in\\s*${COUNT}\\s*(?:monat(?:en)?|months?)`, ([n]) => ({ day: { kind: 'months', months: Math.round(count(n)) } })),
];

const DAYS: readonly DateRule[] = [
  rule('heute|today|tdy', relative(0)),
  rule('tonight', (_, said) => (said.day ? null : { day: { kind: 'relative', days: 0 }, part: 'evening' })),
  rule('ue?bermorgen|day after tomorrow', relative(2)),
  rule('tomorrow|tmrw?', relative(1)),
  // „Mo morgen" and „heute morgen" are mornings, „morgen" alone is tomorrow.
  rule('morgen', (_, said) => (said.day || said.weekday ? { part: 'morning' } : { day: { kind: 'relative', days: 1 } })),
  rule('(?:vor)?gestern|yesterday', relative(-1)),
  rule('(?:kw|cw|kalenderwoche|week|wk)\\.?\\s*(\\d{1,2})(?:\\s*[/-]\\s*(20\\d\\d))?', ([number, of], said) =>
    said.week ? null : { week: { kind: 'iso', week: Number(number), ...year(of) } },
  ),
  rule('ue?bernae?chste[rn]?\\s+(?:woche|kw)|(?:the )?week after next', week(2)),
  rule('(?:nae?chste[rn]?|kommende[rn]?|next)\\s+(?:woche|week|kw)', week(1)),
  rule('(?:diese[rn]?|this)\\s+(?:woche|week|kw)', week(0)),
  ...WEEKDAYS.map((names, index) =>
    rule(`(?:(nae?chste[nrms]?|next)\\s+|(?:kommende[nr]?|diese[nr]?|this|coming)\\s+)?(?:${names})\\.?`, ([next], said) =>
      said.weekday ? null : { weekday: index + 1, ...(next === undefined ? {} : { isNextWeekday: true }) },
    ),
  ),
];

const DATES: readonly DateRule[] = [
  rule('(\\d{4})-(\\d{1,2})-(\\d{1,2})', ([y, m, d], said) => date(said, d, Number(m), y)),
  // A year of two digits stands close: „3.7. 10" is ten o'clock.
  rule('(\\d{1,2})\\.\\s?(\\d{1,2})\\.(\\d{4}|\\d{2}|\\s20\\d\\d)(?!:)', ([d, m, y], said) => date(said, d, Number(m), y?.trim())),
  rule('(\\d{1,2})\\.(\\d{1,2})\\.?', ([d, m], said) => date(said, d, Number(m))),
  rule('(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?', ([d, m, y], said) => date(said, d, Number(m), y)),
  rule(`(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s*(?:of\\s+)?(${MONTH})\\.?(?:\\s+(\\d{4}))?`, ([d, m, y], said) => date(said, d, monthOf(m), y)),
  rule(`(${MONTH})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`, ([m, d, y], said) => date(said, d, monthOf(m), y)),
  rule('(\\d{1,2})(?:\\.|st|nd|rd|th)', ([d], said) => date(said, d)),
];

/** Sets the time once; a second number is not part of the date any more. */
function time(said: DateSaid, hour: number, minute = 0, isBare = false): Partial<DateSaid> | null {
  if (said.time || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return { time: { hour, minute, isBare } };
}

function meridiem(said: DateSaid, groups: readonly (string | undefined)[]): Partial<DateSaid> | null {
  const [hour, minute, half] = groups;
  if (Number(hour) < 1 || Number(hour) > 12) return null;
  return time(said, (Number(hour) % 12) + (half === 'p' ? 12 : 0), Number(minute ?? 0));
}

/** „halb 3" is half an hour before three; the half of the day stays open. */
function aroundHour(said: DateSaid, hour: string | undefined, minutes: number): Partial<DateSaid> | null {
  const total = (Number(hour) * 60 + minutes + 1440) % 1440;
  return time(said, Math.floor(total / 60), total % 60, true);
}

const TIMES: readonly DateRule[] = [
  rule('(\\d{1,2})(?:[:.](\\d{2}))?\\s*(a|p)\\.?m\\.?', (groups, said) => meridiem(said, groups)),
  rule('(\\d{1,2})[:.](\\d{2})(?:\\s*(?:uhr|h))?', ([h, m], said) => time(said, Number(h), Number(m))),
  // „2h" alone is a span: nobody promises something for two at night.
  rule('([1-6])\\s*h', ([h], said) => (said.day || said.week || said.weekday || said.minutes ? null : { minutes: Number(h) * 60 })),
  rule("(\\d{1,2})\\s*(?:uhr|h|o'?clock)\\s*(\\d{2})?", ([h, m], said) => time(said, Number(h), Number(m ?? 0))),
  rule('halb\\s+(\\d{1,2})', ([h], said) => aroundHour(said, h, -30)),
  rule('half past\\s+(\\d{1,2})', ([h], said) => aroundHour(said, h, 30)),
  rule('(?:viertel vor|quarter to)\\s+(\\d{1,2})', ([h], said) => aroundHour(said, h, -15)),
  rule('(?:viertel nach|quarter past)\\s+(\\d{1,2})', ([h], said) => aroundHour(said, h, 15)),
  rule('(?:in the\\s+)?(?:frue?h(?:morgens)?|morgens|morning)', part('morning')),
  rule('vormittags?|forenoon', part('forenoon')),
  rule('mittags?|noon|midday', part('noon')),
  rule('(?:in the\\s+)?(?:nachmittags?|nachm\\.?|afternoon)', part('afternoon')),
  rule('(?:in the\\s+)?(?:abends?|evening)', part('evening')),
  rule('nachts?|night', part('night')),
  rule('mitternacht|midnight', part('midnight')),
  rule('feierabend|eod|end of day', part('end-of-work')),
  rule('(\\d{1,2})', ([h], said) => time(said, Number(h), 0, true)),
];

/** Words that join and mean nothing. */
export const FILLER = new RegExp(`^(?:[\\s,;]+|(?:um|at|on|am|den|dem|der|the|gegen|ab|bis|by|vom|of|@)${END})`, 'u');

/** All rules, in the order in which they are tried: what is longer or more particular first. */
export const DATE_RULES: readonly DateRule[] = [...SPANS, ...DAYS, ...DATES, ...TIMES];
