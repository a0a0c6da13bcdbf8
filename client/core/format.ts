import { currentLocale, intlTag, t, tn } from './i18n';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/** A running time in seconds: `04:12` below an hour, else `1 h 04`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= HOUR) return `${Math.floor(whole / HOUR)} h ${two((whole % HOUR) / MINUTE)}`;
  return `${two(whole / MINUTE)}:${two(whole % MINUTE)}`;
}

/** Seconds since a stamp (ISO or ms since 1970), as of `now`. */
export function secondsSince(stamp: string | number, now: number): number {
  return Math.max(0, (now - new Date(stamp).getTime()) / 1000);
}

/** How long ago, the way a colleague says it: `35 s · 4 min · 2 Std · 3 T · 12.03.` */
export function age(stamp: string | number, now: number): string {
  const seconds = secondsSince(stamp, now);
  if (seconds < MINUTE) return tn('time.seconds', Math.floor(seconds));
  if (seconds < HOUR) return tn('time.minutes', Math.floor(seconds / MINUTE));
  if (seconds < DAY) return tn('time.hours', Math.floor(seconds / HOUR));
  if (seconds < 60 * DAY) return tn('time.days', Math.floor(seconds / DAY));
  return shortDate(stamp);
}

/** A length of time in words: `6 min`, `48 s`, `2 Std`, `1 Std 10 min`. */
export function length(seconds: number): string {
  if (seconds < MINUTE) return tn('time.seconds', Math.floor(seconds));
  if (seconds < HOUR) return tn('time.minutes', Math.round(seconds / MINUTE));
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const hours = tn('time.hours', Math.floor(seconds / HOUR));
  return minutes === 0 ? hours : `${hours} ${tn('time.minutes', minutes)}`;
}

function format(stamp: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlTag.value, { ...options, timeZone: displayZone }).format(new Date(stamp));
}

let displayZone: string | undefined;

/** All hours are shown in this IANA zone: the installation's or the agent's own; undefined is the browser's. */
export function setDisplayZone(zone: string | undefined): void {
  displayZone = zone;
}

/** `14:05` */
export function timeOfDay(stamp: string | number): string {
  return format(stamp, { hour: '2-digit', minute: '2-digit' });
}

/** `14:05:11` */
export function timeWithSeconds(stamp: string | number): string {
  return format(stamp, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** `12.03.` or `12/03` */
export function shortDate(stamp: string | number): string {
  return format(stamp, { day: '2-digit', month: '2-digit' });
}

/** `22.11.2026` */
export function date(stamp: string | number): string {
  return format(stamp, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** `22. November 2026`, in the language of the reader of a letter, whatever this screen speaks. */
export function letterDate(stamp: string | number, language: 'de' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone: displayZone }).format(
    new Date(stamp),
  );
}

/** `22.11.2026, 14:05` */
export function dateTime(stamp: string | number): string {
  return format(stamp, { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** `2026-11-22` in the display zone; the key to group by day. */
export function dayKey(stamp: string | number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: displayZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(stamp),
  );
}

function daysApart(stamp: string | number, now: number): number {
  return Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(stamp))) / (DAY * 1000));
}

/** `Freitag, 20. November` */
export function weekdayDate(stamp: string | number): string {
  return format(stamp, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `Heute, Freitag 20. November`, `Gestern`, `Dienstag, 17. November`; with the year when it is not this one. */
export function dayHeading(stamp: string | number, now: number): string {
  const apart = daysApart(stamp, now);
  const isThisYear = dayKey(stamp).slice(0, 4) === dayKey(now).slice(0, 4);
  const full = format(stamp, { weekday: 'long', day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) });
  if (apart === 0) return t('time.todayIs', { day: full.replace(',', '') });
  if (apart === 1) return t('time.yesterday');
  if (apart === -1) return t('time.tomorrow');
  return full;
}

/** A moment ahead or behind: `14:00` today, `Mo 14:00` within a week, else `23.11. 14:00`. */
export function moment(stamp: string | number, now: number): string {
  const apart = daysApart(stamp, now);
  if (apart === 0) return timeOfDay(stamp);
  if (Math.abs(apart) < 7) return `${format(stamp, { weekday: 'short' })} ${timeOfDay(stamp)}`;
  return `${shortDate(stamp)} ${timeOfDay(stamp)}`;
}

/** The day of a contact in a narrow column: `heute`, `gestern`, `4 T`, `12.03.` */
export function dayWord(stamp: string | number, now: number): string {
  const apart = daysApart(stamp, now);
  if (apart === 0) return t('time.today');
  if (apart === 1) return t('time.yesterdayLower');
  return apart < 60 ? tn('time.days', apart) : shortDate(stamp);
}

/** The size of a file: `84 kB`, `1,2 MB`. */
export function fileSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(intlTag.value, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 && unit === 'megabyte' ? 1 : 0,
  }).format(value);
}

/** A share of 1 as per cent: `71 %`, `4,1 %`. */
export function percent(share: number, digits = 0): string {
  return new Intl.NumberFormat(intlTag.value, { style: 'percent', maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    share,
  );
}

/** Up to two initials of a name: `Petra Kurz` → `PK`. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}

/** Compares names the way a phone book of the language does. */
export function compareNames(a: string, b: string): number {
  return new Intl.Collator(currentLocale.value === 'de' ? 'de-u-co-phonebk' : 'en').compare(a, b);
}
