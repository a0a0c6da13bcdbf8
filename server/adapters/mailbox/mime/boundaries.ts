import type { Part } from './part.js';

/** One multipart that is being read. */
export interface Boundary {
  part: Part;
  /** Null until the first line that looks like one, where the header forgot it. */
  text: string | null;
  isClosed: boolean;
  hadPart: boolean;
  /** Lines before its first part. */
  preamble: Buffer[];
  bytes: number;
}

/** The multiparts around the place that is read, outermost first. */
export class Boundaries {
  #stack: Boundary[] = [];
  #all: Boundary[] = [];

  open(part: Part, text: string | null): void {
    const boundary = { part, text: text?.trimEnd() || null, isClosed: false, hadPart: false, preamble: [], bytes: 0 };
    this.#stack.push(boundary);
    this.#all.push(boundary);
  }

  get hasOpen(): boolean {
    return this.#stack.some(({ isClosed, text }) => !isClosed && text !== null);
  }

  /**
   * The multipart whose delimiter this line is (trailing white space cut). The innermost wins, an exact one before one that only closes:
   * a boundary may be the beginning of another. `owner` is the multipart read when no part of it is open.
   */
  match(line: string, owner: Part | null): { boundary: Boundary; isClose: boolean } | null {
    const text = line.slice(2);
    const innermost = this.#stack.at(-1);
    if (innermost && innermost.text === null && innermost.part === owner && /^[^\s-].{3,}$|^-+\S{4,}$/.test(text)) innermost.text = text;
    const exact = this.#stack.findLast((boundary) => boundary.text === text);
    if (exact) {
      exact.hadPart = true;
      return { boundary: exact, isClose: false };
    }
    const closing = text.endsWith('--') ? this.#stack.findLast((boundary) => boundary.text === text.slice(0, -2).trimEnd()) : undefined;
    return closing ? { boundary: closing, isClose: true } : null;
  }

  /** Everything inside this multipart has ended, closed or not. */
  closeInside(boundary: Boundary): void {
    this.#stack.length = this.#stack.indexOf(boundary) + 1;
  }

  /** A line of a multipart that stands in none of its parts. */
  outside(line: Buffer, limit: number): void {
    const boundary = this.#stack.at(-1);
    if (!boundary || boundary.hadPart || boundary.bytes > limit) return;
    boundary.bytes += line.length;
    boundary.preamble.push(Buffer.from(line));
  }

  /** What multiparts without a single part held instead. */
  stray(): Map<Part, Buffer> {
    return new Map(this.#all.filter(({ hadPart }) => !hadPart).map(({ part, preamble }) => [part, Buffer.concat(preamble)]));
  }
}
