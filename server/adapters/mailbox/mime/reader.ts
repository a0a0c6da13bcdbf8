import { PoisonMail } from '../poison-mail.js';
import type { MailLimits } from '../port.js';
import { Boundaries, type Boundary } from './boundaries.js';
import { Headers, isFieldLine, MBOX_LINE, readHeaderBlock } from './header-fields.js';
import { type Part, partOf } from './part.js';

/** Takes the raw body of one leaf, piece by piece, still in its transfer encoding. */
export interface LeafSink {
  write(chunk: Buffer): void;
  end(): void;
}

const LF = 0x0a;
const CR = 0x0d;
const NOTHING = Buffer.alloc(0);
/** A line longer than this without a line end goes on in pieces. */
const LONG_LINE = 65_536;

const isBlank = (line: Buffer) =>
  line.length === 0 || (line.length === 1 && line[0] === LF) || (line.length === 2 && line[0] === CR && line[1] === LF);

const endOf = (line: Buffer) => (line.at(-1) !== LF ? 0 : line.at(-2) === CR ? 2 : 1);

/**
 * Splits a message into its parts while its bytes arrive, holding no more than a line and a header of them. Gives every leaf to
 * `open`. Never fails on what is broken; throws `PoisonMail` only beyond its limits.
 */
export class MessageReader {
  readonly faults = new Set<string>();
  root: Part | null = null;
  #rest: Buffer = NOTHING;
  #boundaries = new Boundaries();
  /** Header lines of the part that begins, null while in a body. */
  #header: string[] | null = [];
  #headerBytes = 0;
  #owner: Part | null = null;
  #leaf: LeafSink | null = null;
  #heldEnd: Buffer = NOTHING;
  #isMidLine = false;
  #parts = 0;
  #bareCr: boolean | null = null;
  readonly #limits: MailLimits;
  readonly #open: (part: Part) => LeafSink;

  constructor(limits: MailLimits, open: (part: Part) => LeafSink) {
    this.#limits = limits;
    this.#open = open;
  }

  /** Takes the next bytes. */
  push(chunk: Buffer): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = NOTHING;
    if (this.#bareCr === null) {
      if (bytes.length < 4096) {
        this.#rest = bytes;
        return;
      }
      bytes = this.#begin(bytes);
    }
    if (this.#bareCr) bytes = crToLf(bytes);
    this.#lines(bytes);
  }

  /** No more bytes: closes what is open. */
  end(): void {
    let bytes = this.#rest;
    this.#rest = NOTHING;
    if (this.#bareCr === null) bytes = this.#begin(bytes);
    if (this.#bareCr) bytes = crToLf(bytes);
    this.#lines(bytes);
    if (this.#rest.length > 0) {
      const last = this.#rest;
      this.#rest = NOTHING;
      this.#line(last);
    }
    if (this.#header) this.#finishHeader();
    this.#endLeaf({ isBoundary: false });
    if (this.#boundaries.hasOpen) this.faults.add('boundary-not-closed');
  }

  #begin(bytes: Buffer): Buffer {
    this.#decideLineEnds(bytes);
    // A byte order mark belongs to an editor, not to a mail.
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }

  #decideLineEnds(bytes: Buffer): void {
    this.#bareCr = !bytes.includes(LF) && bytes.includes(CR);
    if (this.#bareCr) this.faults.add('bare-cr');
  }

  #lines(bytes: Buffer): void {
    let at = 0;
    for (;;) {
      const end = bytes.indexOf(LF, at);
      if (end < 0) break;
      at = this.#take({ bytes, at, end: end + 1 });
    }
    if (at >= bytes.length) return;
    const rest = bytes.subarray(at);
    if (this.#leaf && rest.length > LONG_LINE && (this.#isMidLine || rest[0] !== 0x2d)) {
      this.#write(rest);
      this.#isMidLine = true;
    } else if (this.#header && rest.length > this.#limits.headerBytes) throw tooLarge();
    else this.#rest = Buffer.from(rest);
  }

  /** One line, or in a leaf all lines up to the next that could be a boundary. Returns where the next one begins. */
  #take({ bytes, at, end }: { bytes: Buffer; at: number; end: number }): number {
    if (!this.#leaf || this.#isMidLine || (bytes[at] === 0x2d && bytes[at + 1] === 0x2d)) {
      this.#line(bytes.subarray(at, end));
      return end;
    }
    const dashes = bytes.indexOf('\n--', end - 1);
    const stop = dashes < 0 ? bytes.lastIndexOf(LF) + 1 : dashes + 1;
    this.#write(bytes.subarray(at, stop));
    return stop;
  }

  #line(line: Buffer): void {
    if (this.#isMidLine) {
      this.#isMidLine = false;
      this.#write(line);
      return;
    }
    if (line[0] === 0x2d && line[1] === 0x2d && this.#atBoundary(line)) return;
    if (this.#header) this.#headerLine(line);
    else if (this.#leaf) this.#write(line);
    else if (this.#owner) this.#boundaries.outside(line, this.#limits.textBytes);
  }

  #headerLine(line: Buffer): void {
    const header = this.#header ?? [];
    const text = line.toString('latin1').replace(/\r?\n$/, '');
    this.#headerBytes += line.length;
    if (this.#headerBytes > this.#limits.headerBytes) throw tooLarge();
    const isStart = header.every((known) => MBOX_LINE.test(known));
    if (isBlank(line)) {
      // Empty lines before the first header of a message are the work of a careless script.
      if (!(this.#parts === 0 && isStart && this.#headerBytes < 1024)) this.#finishHeader();
      return;
    }
    if (isStart && !isFieldLine(text) && !MBOX_LINE.test(text)) {
      this.faults.add('no-header');
      this.#finishHeader();
      this.#line(line);
      return;
    }
    header.push(text);
  }

  #finishHeader(): void {
    const block = readHeaderBlock(this.#header ?? []);
    for (const fault of block.faults) this.faults.add(fault);
    this.#header = null;
    this.#headerBytes = 0;
    const part = partOf(new Headers(block.fields), this.#owner);
    this.root ??= part;
    this.#owner?.children.push(part);
    this.#parts++;
    const isContainer = part.type.startsWith('multipart/') && part.depth < this.#limits.depth && this.#parts < this.#limits.parts;
    if (isContainer) {
      this.#owner = part;
      this.#boundaries.open(part, part.params.get('boundary') ?? null);
    } else {
      if (part.type.startsWith('multipart/')) this.faults.add('too-deep');
      this.#leaf = this.#open(part);
    }
    if (block.spill.length > 0) this.faults.add('no-blank-line');
    for (const line of block.spill) this.#line(Buffer.from(`${line}\n`, 'latin1'));
  }

  #atBoundary(line: Buffer): boolean {
    const found = this.#boundaries.match(line.toString('latin1').trimEnd(), this.#leaf || this.#header ? null : this.#owner);
    if (!found) return false;
    if (this.#header) this.#finishHeader();
    this.#endLeaf({ isBoundary: true });
    this.#owner = found.boundary.part;
    this.#boundaries.closeInside(found.boundary);
    if (found.isClose) this.#close(found.boundary);
    else if (this.#parts >= this.#limits.parts) this.faults.add('too-many-parts');
    else this.#header = [];
    return true;
  }

  #close(boundary: Boundary): void {
    boundary.isClosed = true;
  }

  /** The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1), so the last one is held back. */
  #write(chunk: Buffer): void {
    if (this.#heldEnd.length > 0) this.#leaf?.write(this.#heldEnd);
    const end = endOf(chunk);
    this.#heldEnd = end > 0 ? Buffer.from(chunk.subarray(chunk.length - end)) : NOTHING;
    if (chunk.length > end) this.#leaf?.write(chunk.subarray(0, chunk.length - end));
  }

  #endLeaf({ isBoundary }: { isBoundary: boolean }): void {
    if (this.#leaf && !isBoundary && this.#heldEnd.length > 0) this.#leaf.write(this.#heldEnd);
    this.#heldEnd = NOTHING;
    this.#leaf?.end();
    this.#leaf = null;
  }

  /** Text before the first boundary of multiparts that turned out to have no parts: it is all they say. */
  strayText(): Map<Part, Buffer> {
    return this.#boundaries.stray();
  }
}

function tooLarge(): PoisonMail {
  return new PoisonMail('header-too-large', 'The header of this message is larger than any mail program makes it.');
}

/** Old Macintosh line ends. */
function crToLf(bytes: Buffer): Buffer {
  const out = Buffer.from(bytes);
  for (let i = 0; i < out.length; i++) if (out[i] === CR) out[i] = LF;
  return out;
}
