import { PoisonMail } from '../poison-mail.js';
import type { MailLimits } from '../port.js';
import type { Part } from './part.js';
import type { LeafSink } from './reader.js';
import { isInlineLeaf } from './structure.js';
import { decodeBase64, decodeQuotedPrintable, looksLikeBase64, transferDecoder } from './transfer.js';
import { takeInlineFiles } from './uuencode.js';

/** Takes the decoded bytes of one file on their way to storage. */
export interface FileSink {
  write(chunk: Buffer): void;
  end(): void;
}

/** One leaf as it was collected. */
export interface Leaf {
  part: Part;
  /** Decoded bytes of a body or report, cut at its limit; of other files nothing but their beginning. */
  bytes: Buffer;
  /** Number of its file in storage, null while it has none. */
  file: number | null;
}

/** Bytes of a forwarded message that are looked at: its header. */
const PEEK = 65_536;
/** Containers that are opened as a whole are held in memory up to here. */
const WHOLE = 40 * 1024 * 1024;

const isOpened = (type: string) => /^application\/(?:(?:vnd\.)?ms-tnef|(?:x-)?pkcs7-mime)$/.test(type);
const isReport = (type: string) =>
  /^(?:message\/(?:delivery-status|disposition-notification|feedback-report|global-delivery-status|global-disposition-notification)|text\/(?:rfc822-headers?|calendar))$/.test(
    type,
  );

/** Collects the leaves of a message: bodies and reports in memory, everything else through to storage. */
export class Collector {
  readonly leaves: Leaf[] = [];
  readonly #limits: MailLimits;
  readonly #openFile: (index: number) => FileSink;
  #files = 0;

  constructor(limits: MailLimits, openFile: (index: number) => FileSink) {
    this.#limits = limits;
    this.#openFile = openFile;
  }

  /** The sink for a leaf of the reader. */
  open(part: Part): LeafSink {
    const leaf: Leaf = { part, bytes: Buffer.alloc(0), file: null };
    this.leaves.push(leaf);
    const isBody = isInlineLeaf(part) && part.type.startsWith('text/');
    return isBody || part.encoding === 'x-uuencode' ? this.#whole(leaf, isBody) : this.#streamed(leaf);
  }

  /** Puts bytes that were found inside something else into storage; returns the number of their file. */
  store(bytes: Buffer): number {
    const index = this.#files++;
    if (index > this.#limits.parts) throw new PoisonMail('too-many-parts', 'This message holds more files than any mail program makes.');
    const file = this.#openFile(index);
    for (let at = 0; at < bytes.length; at += PEEK) file.write(bytes.subarray(at, at + PEEK));
    file.end();
    return index;
  }

  #whole(leaf: Leaf, isBody: boolean): LeafSink {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const limit = isBody ? this.#limits.textBytes * 1.4 : WHOLE;
    return {
      write: (chunk) => {
        if (bytes < limit) chunks.push(Buffer.from(chunk));
        bytes += chunk.length;
      },
      end: () => {
        leaf.bytes = decodeWhole(Buffer.concat(chunks), leaf.part);
        if (!isBody) leaf.file = this.store(leaf.bytes);
      },
    };
  }

  #streamed(leaf: Leaf): LeafSink {
    leaf.file = this.#files++;
    const file = this.#openFile(leaf.file);
    const limit =
      isOpened(leaf.part.type) || namedTnef(leaf.part)
        ? WHOLE
        : isReport(leaf.part.type)
          ? 1024 * 1024
          : leaf.part.type.startsWith('message/')
            ? PEEK
            : 0;
    const decoder = transferDecoder(leaf.part.encoding);
    const kept: Buffer[] = [];
    let bytes = 0;
    const take = (decoded: Buffer) => {
      if (decoded.length === 0) return;
      if (bytes < limit) kept.push(Buffer.from(decoded));
      bytes += decoded.length;
      file.write(decoded);
    };
    return {
      write: (chunk) => take(decoder.write(chunk)),
      end: () => {
        take(decoder.end());
        file.end();
        leaf.bytes = Buffer.concat(kept);
      },
    };
  }
}

/** Whether a part is Outlook's container whatever its type says. */
export function namedTnef(part: Part): boolean {
  return /(?:^|[\\/])win(?:mail|dat)\.dat$/i.test(part.filename ?? '') || /^application\/(?:vnd\.)?ms-tnef$/.test(part.type);
}

/** Decodes a body that is held as a whole; a transfer encoding its bytes do not have is ignored. */
function decodeWhole(raw: Buffer, part: Part): Buffer {
  if (part.encoding === 'base64') return looksLikeBase64(raw) ? decodeBase64(raw) : raw;
  if (part.encoding === 'quoted-printable') return decodeQuotedPrintable(raw);
  if (part.encoding === 'x-uuencode') return takeInlineFiles(raw.toString('latin1')).files[0]?.bytes ?? raw;
  return raw;
}
