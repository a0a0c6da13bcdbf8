/** A day, the most that is written down at once. */
const MOST = 1440;

/**
 * Whole minutes from what people type for time spent: `20`, `20 min`, `1:30`, `1h`, `1 Std 20`, `1,5 h`, `0.25h`. Null when it is none, nothing, or more
 * than a day.
 */
export function parseMinutes(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(',', '.');
  const minutes = fromClock(text) ?? fromHours(text) ?? fromMinutes(text);
  return minutes === null || minutes < 1 || minutes > MOST ? null : minutes;
}

function fromClock(text: string): number | null {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

function fromHours(text: string): number | null {
  const match = /^(\d{1,2}(?:\.\d{1,2})?)\s*(?:h|std\.?|stunden?|hours?)\s*(?:(\d{1,2})\s*(?:m|min\.?|minuten?|minutes?)?)?$/.exec(text);
  return match ? Math.round(Number(match[1]) * 60) + Number(match[2] ?? 0) : null;
}

function fromMinutes(text: string): number | null {
  const match = /^(\d{1,4})\s*(?:m|min\.?|minuten?|minutes?)?$/.exec(text);
  return match ? Number(match[1]) : null;
}
