import { isPhone, normalise } from '../../core/phone.js';

/** How a number is shown, and the town of its area code. */
interface Shown {
  display: string;
  area: string | null;
}
/** A call shows its number in every event: reading a number costs as much as three statements, and never has another result. */
const KEPT = 2000;
let shown = new Map<string, Shown>();

function show(e164: string): Shown {
  const known = shown.get(e164);
  if (known) return known;
  const reading = normalise(e164, 'DE');
  const made = isPhone(reading) ? { display: reading.international, area: reading.area } : { display: e164, area: null };
  if (shown.size >= KEPT) shown = new Map();
  shown.set(e164, made);
  return made;
}

/** A stored number as people read it, `+49 30 1234-56`; what is no number is shown as it is. */
export function displayNumber(e164: string): string {
  return show(e164).display;
}

/** The town of the area code, where we know it. */
export function areaOf(e164: string): string | null {
  return show(e164).area;
}
