import { isPhone, normalise } from '../../core/phone.js';

/** A stored number as people read it, `+49 30 1234-56`; what is no number is shown as it is. */
export function displayNumber(e164: string): string {
  const reading = normalise(e164, 'DE');
  return isPhone(reading) ? reading.international : e164;
}

/** The town of the area code, where we know it. */
export function areaOf(e164: string): string | null {
  const reading = normalise(e164, 'DE');
  return isPhone(reading) ? reading.area : null;
}
