const BASE64 = /[A-Za-z0-9+/\-_=]/;
const VALUES = buildValues();

function buildValues(): Int8Array {
  const values = new Int8Array(256).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;
  values['-'.charCodeAt(0)] = 62;
  values['_'.charCodeAt(0)] = 63;
  return values;
}

/** Turns the bytes of a body, given piece by piece, into what they stand for. */
export interface TransferDecoder {
  write(chunk: Buffer): Buffer;
  end(): Buffer;
}

/** What may begin a new run behind padding: whole quads and nothing else on the line. A list's footer, or a remark, is none. */
const RUN = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;
/** Bytes of a line behind padding looked at; no encoder writes longer ones. */
const LONGEST_RUN = 4096;

/** Base64 piece by piece; whatever is not of its alphabet is skipped. Padding ends it, unless a line of nothing but base64 follows. */
class Base64Decoder implements TransferDecoder {
  #bits = 0;
  #count = 0;
  /** The line behind padding as far as it came; null before any padding. */
  #behind: string | null = null;

  write(chunk: Buffer): Buffer {
    const out = Buffer.allocUnsafe(Math.ceil(((chunk.length + LONGEST_RUN) * 3) / 4) + 3);
    let length = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (this.#behind !== null) length = this.#wait(byte, out, length);
      else length = this.#take(byte, out, length);
    }
    return out.subarray(0, length);
  }

  #take(byte: number, out: Buffer, from: number): number {
    let length = from;
    const value = VALUES[byte] ?? -1;
    if (value >= 0) {
      this.#bits = (this.#bits << 6) | value;
      if (++this.#count < 4) return length;
      out[length++] = (this.#bits >> 16) & 255;
      out[length++] = (this.#bits >> 8) & 255;
      out[length++] = this.#bits & 255;
      this.#bits = 0;
      this.#count = 0;
    } else if (byte === 0x3d) {
      length += this.#finish().copy(out, length);
      this.#behind = '';
    }
    return length;
  }

  /** Behind padding: collects the line, and goes on when it is base64. */
  #wait(byte: number, out: Buffer, from: number): number {
    if (byte !== 0x0a) {
      if ((this.#behind ?? '').length <= LONGEST_RUN) this.#behind += String.fromCharCode(byte);
      return from;
    }
    const line = (this.#behind ?? '').replace(/^=*/, '').trim();
    this.#behind = '';
    if (!RUN.test(line)) return from;
    this.#behind = null;
    let length = from;
    for (let i = 0; i < line.length; i++) {
      // Its own padding, of one sign or two, ends the line.
      if (this.#behind === null) length = this.#take(line.charCodeAt(i), out, length);
    }
    return length;
  }

  end(): Buffer {
    const out = Buffer.allocUnsafe(LONGEST_RUN + 3);
    const length = this.#behind === null ? 0 : this.#wait(0x0a, out, 0);
    return Buffer.concat([out.subarray(0, length), this.#finish()]);
  }

  #finish(): Buffer {
    const [bits, count] = [this.#bits, this.#count];
    this.#bits = 0;
    this.#count = 0;
    if (count === 2) return Buffer.from([(bits >> 4) & 255]);
    return count === 3 ? Buffer.from([(bits >> 10) & 255, (bits >> 2) & 255]) : Buffer.alloc(0);
  }
}

const hex = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
};

/** Decodes complete quoted-printable lines; `=` that begins nothing stays. White space before a line's end is padding of transport. */
function quotedPrintableLines(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte !== 0x3d) {
      out[length++] = byte;
      continue;
    }
    const [high, low] = [hex(bytes[i + 1]), hex(bytes[i + 2])];
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      i += 2;
      continue;
    }
    let end = i + 1;
    while (bytes[end] === 0x20 || bytes[end] === 0x09) end++;
    if (end >= bytes.length) i = end;
    else if (bytes[end] === 0x0a) i = end;
    else if (bytes[end] === 0x0d) i = bytes[end + 1] === 0x0a ? end + 1 : end;
    else out[length++] = byte;
  }
  return out.subarray(0, length);
}

class QuotedPrintableDecoder implements TransferDecoder {
  #rest: Buffer = Buffer.alloc(0);

  write(chunk: Buffer): Buffer {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    // A line goes through as a whole; a line without an end must not pile up.
    const cut = bytes.lastIndexOf(0x0a) + 1 || (bytes.length > 65_536 ? bytes.length - 4 : 0);
    this.#rest = Buffer.from(bytes.subarray(cut));
    return quotedPrintableLines(bytes.subarray(0, cut));
  }

  end(): Buffer {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return quotedPrintableLines(rest);
  }
}

const plain = (): TransferDecoder => ({ write: (chunk) => chunk, end: () => Buffer.alloc(0) });

/** The decoder for a Content-Transfer-Encoding; an unknown one leaves the bytes alone. uuencoded parts are decoded as a whole. */
export function transferDecoder(encoding: string): TransferDecoder {
  if (encoding === 'base64') return new Base64Decoder();
  return encoding === 'quoted-printable' ? new QuotedPrintableDecoder() : plain();
}

/** Decodes a whole base64 body. */
export function decodeBase64(bytes: Buffer): Buffer {
  const decoder = new Base64Decoder();
  return Buffer.concat([decoder.write(bytes), decoder.end()]);
}

/** Decodes a whole quoted-printable body. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  return quotedPrintableLines(bytes);
}

/** Whether a body that is labelled base64 is base64: at most one character in ten is foreign to it (in prose every sixth is a space). */
export function looksLikeBase64(bytes: Buffer): boolean {
  let foreign = 0;
  let total = 0;
  for (const char of bytes.subarray(0, 4096).toString('latin1')) {
    if (char === '\r' || char === '\n') continue;
    total++;
    if (!BASE64.test(char)) foreign++;
  }
  return foreign * 10 <= total;
}

/** The transfer encoding a header names, in lower case and without what some programs add to it. */
export function transferEncodingOf(raw: string): string {
  const name = raw
    .replace(/\([^)]*\)/g, '')
    .trim()
    .toLowerCase()
    .split(/[\s;,]/)[0];
  if (name === 'base-64' || name === 'b64') return 'base64';
  if (name === 'qp' || name === 'quotedprintable' || name === 'quoted_printable') return 'quoted-printable';
  return name === 'x-uue' || name === 'uuencode' || name === 'x-uuencode' || name === 'uue' ? 'x-uuencode' : (name ?? '');
}
