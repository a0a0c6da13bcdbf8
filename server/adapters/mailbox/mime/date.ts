const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Hours from UTC of the names RFC 822 knows, and a few in use. */
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  bst: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
  kst: 9,
};

const DAY_FIRST = /(\d{1,2})[\s.-]+([a-z]{3})[a-z]*\.?[\s.-]+(\d{2,4})/i;
const MONTH_FIRST = /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:,|\s)(?:.*?\s)?(\d{4})\b/i;
const CLOCK = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(am|pm)?/i;

function zoneMinutes(rest: string): number {
  const numeric = /([+-])\s*(\d{1,2}):?(\d{2})\b/.exec(rest);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
    return minutes > 14 * 60 ? 0 : minutes * (numeric[1] === '-' ? -1 : 1);
  }
  const name = /\b([a-z]{1,4})\b/i.exec(rest)?.[1]?.toLowerCase();
  return (ZONES[name ?? ''] ?? 0) * 60;
}

const fullYear = (year: number) => (year >= 1000 ? year : year < 50 ? 2000 + year : 1900 + (year % 1900));

/** Day, month and year in the order RFC 5322 has them, or as `ctime` writes them. */
function dayOf(text: string): [year: number, month: number, day: number] | null {
  const first = DAY_FIRST.exec(text);
  const month = first ? MONTHS.indexOf((first[2] ?? '').toLowerCase()) : -1;
  if (first && month >= 0) return [fullYear(Number(first[3])), month, Number(first[1])];
  const second = MONTH_FIRST.exec(text);
  const other = second ? MONTHS.indexOf((second[1] ?? '').toLowerCase()) : -1;
  return second && other >= 0 ? [Number(second[3]), other, Number(second[2])] : null;
}

/** A Date header as ISO 8601 in UTC; null when it is none (RFC 5322 §3.3, §4.3, and ISO dates as some programs write). */
export function parseDate(raw: string): string | null {
  const text = raw.replace(/\([^)]*\)/g, ' ').trim();
  if (text === '') return null;
  const day = dayOf(text);
  const clock = CLOCK.exec(text);
  let time = Number.NaN;
  if (day) {
    const noon = clock?.[4]?.toLowerCase();
    const hour = Number(clock?.[1] ?? 0);
    const hours = noon ? (hour % 12) + (noon === 'pm' ? 12 : 0) : hour;
    const rest = clock ? text.slice((clock.index ?? 0) + clock[0].length) : '';
    time = Date.UTC(day[0], day[1], day[2], hours, Number(clock?.[2] ?? 0) - zoneMinutes(rest), Number(clock?.[3] ?? 0));
  } else if (/^\d{4}-\d{2}-\d{2}/.test(text)) time = Date.parse(text.replace(/^(\S+) (\S+)/, '$1T$2').replace(/\s+/g, ''));
  return Number.isNaN(time) || time < -6e13 || time > 25e13 ? null : new Date(time).toISOString();
}
