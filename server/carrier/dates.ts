const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Twilio's date text, RFC 2822 in UTC with a numeric zone: `Fri, 18 Oct 2019 17:00:00 +0000`. */
export function rfc2822(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** Reads a date filter of a list (`2026-01-05` or an ISO time); undefined when it is neither. */
export function parseDateFilter(text: string): { from: number; to: number } | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const from = Date.parse(`${text}T00:00:00Z`);
    return Number.isNaN(from) ? undefined : { from, to: from + 86_400_000 - 1 };
  }
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { from: at, to: at + 999 };
}
