import { parseTicketNumber, type TicketNumberStyle } from '../../../../shared/domain/ticket-number.js';

/** Numbers of ours that a subject quotes, in their order. */
export interface SubjectNumbers {
  counters: number[];
  /** Written as ours, but the check digit says that a digit is wrong. */
  misheard: string[];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** What mail programs put before an answer. */
const ANSWER = String.raw`(?:\s*(?:re|aw|antw|antwort|fw|fwd|wg|sv|vs|tr|r|rif|odp|ref|回复|答复|转发)\s*(?:\[\d+\]|\(\d+\))?\s*[:：])*`;

/**
 * Reads our tag out of a subject: `[#48190]`, `[Ticket#48190]`, `Ticket #48190`, `#48190` at the beginning, or the installation's own letters anywhere
 * (`RB-48190`). A bare number, and a `#` after other words (`Rechnung #48190`), is somebody else's. Never read from body or attachments.
 */
export function readSubjectNumbers(subject: string, style: TicketNumberStyle): SubjectNumbers {
  const letters = style.prefix.replace(/[^\p{L}]/gu, '');
  const digits = String.raw`(\d[\d .]{1,22}\d|\d{2,18})`;
  const own = letters === '' ? '#' : String.raw`(?:#|${escaped(letters)}[-\s]?)`;
  const shapes = [
    String.raw`\[\s*(?:ticket|vorgang|case)?\s*(?:${own}|nr\.?\s*)\s*${digits}\s*\]`,
    String.raw`(?<![\p{L}\d])(?:ticket|vorgang)(?:[\s-]?(?:nummer|number|nr|no|id))?\.?\s*[:#]?\s*(?:${own})?\s*${digits}(?!\d)`,
    String.raw`^${ANSWER}\s*${own}\s*${digits}(?!\d)`,
    ...(letters === '' ? [] : [String.raw`(?<![\p{L}\d])${escaped(letters)}[-\s]?${digits}(?!\d)`]),
  ];
  const found = shapes.flatMap((shape) =>
    [...subject.matchAll(new RegExp(shape, 'giu'))].map((match) => ({ at: match.index, text: match[1] ?? '' })),
  );
  const readings = found
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => parseTicketNumber(text, style))
    .filter((reading) => reading.kind !== 'not-a-number' && reading.digits.length >= style.width);
  return {
    counters: [...new Set(readings.flatMap((one) => (one.kind === 'valid' ? [one.counter] : [])))],
    misheard: [...new Set(readings.flatMap((one) => (one.kind === 'misheard' ? [one.digits] : [])))],
  };
}
