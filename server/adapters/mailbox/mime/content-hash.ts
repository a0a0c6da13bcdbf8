import { createHash } from 'node:crypto';
import { readHeaderBlock } from './header-fields.js';

/** What servers and mailboxes write onto a message on its way; two copies of one mail differ in nothing else. */
const TRACE =
  /^(?:received|return-path|delivered-to|envelope-to|delivery-date|original-recipient|resent-.*|x-.*|authentication-results|arc-.*|dkim-.*|domainkey-.*|received-spf|apparently-to|status|lines|content-length|bytes|xref|path|bcc|errors-to|old-.*)$/;

const LF = 0x0a;
const CR = 0x0d;

/** Hashes a message twice while it passes: all its bytes, and its content without trace headers, line ends and final empty lines. */
export class ContentHash {
  #raw = createHash('sha256');
  #content = createHash('sha256');
  #header: Buffer[] | null = [];
  #headerBytes = 0;
  #heldLines = 0;
  rawBytes = 0;

  constructor(readonly headerLimit: number) {}

  push(chunk: Buffer): void {
    this.#raw.update(chunk);
    this.rawBytes += chunk.length;
    if (this.#header) this.#takeHeader(this.#header, chunk);
    else this.#body(chunk);
  }

  #takeHeader(header: Buffer[], chunk: Buffer): void {
    header.push(chunk);
    this.#headerBytes += chunk.length;
    const seen = Buffer.concat(header);
    const end = headerEnd(seen);
    if (end >= 0 || this.#headerBytes > this.headerLimit) this.#finishHeader(seen, end < 0 ? seen.length : end);
    else this.#header = [seen];
  }

  /** Both hashes in hex. No bytes may follow. */
  end(): { rawSha256: string; contentHash: string } {
    if (this.#header) {
      const seen = Buffer.concat(this.#header);
      this.#finishHeader(seen, seen.length);
    }
    return { rawSha256: this.#raw.digest('hex'), contentHash: this.#content.digest('hex') };
  }

  #finishHeader(seen: Buffer, end: number): void {
    this.#header = null;
    const { fields, spill } = readHeaderBlock(
      seen
        .subarray(0, end)
        .toString('latin1')
        .split(/\r?\n|\r/),
    );
    const kept = fields.filter(({ name }) => !TRACE.test(name)).map(({ name, raw }) => `${name}:${raw.replace(/\s+/g, ' ')}`);
    this.#content.update(`${kept.sort().join('\n')}\n\n${spill.filter((line) => line !== '').join('\n')}`, 'latin1');
    this.#body(seen.subarray(end));
  }

  #body(chunk: Buffer): void {
    const out = Buffer.allocUnsafe(chunk.length + this.#heldLines);
    let length = 0;
    for (const byte of chunk) {
      if (byte === CR) continue;
      if (byte === LF) {
        this.#heldLines++;
        continue;
      }
      if (this.#heldLines > 0) length = this.#release(out, length);
      out[length++] = byte;
    }
    this.#content.update(out.subarray(0, length));
  }

  #release(out: Buffer, from: number): number {
    out.fill(LF, from, from + this.#heldLines);
    const next = from + this.#heldLines;
    this.#heldLines = 0;
    return next;
  }
}

/** Index behind the first empty line that follows a header line; -1 when it has not come yet. */
function headerEnd(bytes: Buffer): number {
  const start = /[^\r\n]/.exec(bytes.subarray(0, 4096).toString('latin1'))?.index ?? 0;
  const ends = ['\n\n', '\n\r\n', '\r\r']
    .map((text) => ({ at: bytes.indexOf(text, start, 'latin1'), length: text.length }))
    .filter(({ at }) => at >= 0);
  const first = ends.sort((a, b) => a.at - b.at)[0];
  return first ? first.at + first.length : -1;
}
