import { decodeText } from './charset.js';

/** One header field: name in lower case, value unfolded, its bytes as Latin-1 characters. */
export interface HeaderField {
  name: string;
  raw: string;
}

/** The line an mbox file puts before a message. */
export const MBOX_LINE = /^>?From (?!\s*:)/;

const FIELD = /^([!-9;-~]+)[ \t]*:([\s\S]*)$/;

/** Whether a line can begin a header field. */
export function isFieldLine(line: string): boolean {
  return FIELD.test(line);
}

/** The fields of one header block, and the line with which the body begins when the blank line between was forgotten. */
export interface HeaderBlock {
  fields: HeaderField[];
  /** Lines of the body that stood in the block, from the first that is no field and is followed by none. */
  spill: string[];
  faults: string[];
}

/**
 * Reads lines (Latin-1, without their ends) into fields. `From ` lines of mbox files are skipped, lines that are no field are
 * skipped while fields follow; otherwise they belong to the body.
 */
export function readHeaderBlock(lines: readonly string[]): HeaderBlock {
  const fields: HeaderField[] = [];
  const faults: string[] = [];
  const last = lines.findLastIndex((line) => FIELD.test(line) && !MBOX_LINE.test(line));
  let index = 0;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const match = FIELD.exec(line);
    const field = fields.at(-1);
    if (/^[ \t]/.test(line) && field) field.raw += `\n${line}`;
    else if (MBOX_LINE.test(line)) faults.push('mbox-line');
    else if (match?.[1]) fields.push({ name: match[1].toLowerCase(), raw: match[2] ?? '' });
    else if (index > last) break;
    else faults.push('header-garbage');
  }
  for (const field of fields) field.raw = field.raw.replace(/\n(?=[ \t])/g, '').trim();
  return { fields, spill: lines.slice(index), faults };
}

/** The header of one part, looked up by name. */
export class Headers {
  constructor(readonly fields: readonly HeaderField[]) {}

  /** Raw value of the first field of that name that says something, Latin-1; '' when there is none. */
  raw(name: string): string {
    return this.fields.find((field) => field.name === name && field.raw !== '')?.raw ?? '';
  }

  /** Raw values of all fields of that name. */
  all(name: string): string[] {
    return this.fields.filter((field) => field.name === name).map(({ raw }) => raw);
  }

  has(name: string): boolean {
    return this.fields.some((field) => field.name === name);
  }

  /** The same fields with raw 8-bit values turned to UTF-8 by the charset the body has: nothing else tells theirs. */
  recoded(charset: string): Headers {
    if (!this.fields.some(({ raw }) => /[\x80-\xff]/.test(raw))) return this;
    const recode = (raw: string) => Buffer.from(decodeText(Buffer.from(raw, 'latin1'), charset), 'utf8').toString('latin1');
    return new Headers(this.fields.map(({ name, raw }) => ({ name, raw: /[\x80-\xff]/.test(raw) ? recode(raw) : raw })));
  }

  /** Value with its bytes decoded (UTF-8 or what they look like), encoded words left alone. */
  text(name: string): string {
    return rawToText(this.raw(name));
  }
}

/** Bytes held as Latin-1 characters, decoded: UTF-8 where they are, else what they look like. */
export function rawToText(raw: string): string {
  return /[\x80-\xff]/.test(raw) || raw.includes('\x1b$') ? decodeText(Buffer.from(raw, 'latin1'), null) : raw;
}
