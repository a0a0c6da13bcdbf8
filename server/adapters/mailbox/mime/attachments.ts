import type { ParsedAttachment } from '../port.js';
import type { Bodies } from './bodies.js';
import { storable } from './charset.js';
import { type Collector, type Leaf, namedTnef } from './collector.js';
import { headerText } from './encoded-words.js';
import { Headers, readHeaderBlock } from './header-fields.js';
import { displayName, type Part, safeFileName } from './part.js';
import { readTnef } from './tnef.js';

/** A file of a message that lies in storage under a number still. */
export type DraftAttachment = Omit<ParsedAttachment, 'bytes' | 'sha256'> & { file: number };

/** The files of a message, and the text that only a container held. */
export interface Attachments {
  list: DraftAttachment[];
  text: string | null;
  html: string | null;
}

/** The header of a message that is carried as a file. */
export function nestedHeaders(bytes: Buffer): Headers {
  const text = bytes.toString('latin1').replace(/^[\r\n]+/, '');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return new Headers(readHeaderBlock(text.slice(0, end).split(/\r?\n/)).fields);
}

/** The signature of a signed mail proves, it is no document: S/MIME's is left out, any other is not shown as one. */
const isProof = (part: Part) => part.parent?.type === 'multipart/signed' && /^application\/(?:x-)?pkcs7-signature$/.test(part.type);

function isInline(part: Part, html: string): boolean {
  if (part.cid && html.includes(`cid:${part.cid}`)) return true;
  if (
    /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)$/.test(part.type) ||
    (part.type === 'application/applefile' && part.parent?.type === 'multipart/appledouble')
  )
    return true;
  return part.disposition === 'inline' && /^image\//.test(part.type);
}

/** The message a part carries, by its subject. */
function subjectOf(leaf: Leaf): string | undefined {
  if (!/^message\/(?:rfc822|global|news)$/.test(leaf.part.type)) return undefined;
  return headerText(nestedHeaders(leaf.bytes).raw('subject')) || undefined;
}

interface Found {
  root: Part;
  collector: Collector;
  bodies: Bodies;
}

function fromTnef(leaf: Leaf, { collector }: Found): Attachments | null {
  const content = readTnef(leaf.bytes);
  if (!content) return null;
  const list = content.files.map((file) => ({
    file: collector.store(file.bytes),
    name: safeFileName(storable(file.name)) || 'attachment.bin',
    contentType: file.contentType,
    isInline: file.cid !== null,
    cid: file.cid,
  }));
  return { list, text: content.text, html: content.html };
}

/** Every leaf that is no body, files found inside texts, and the content of winmail.dat in its place. */
export function readAttachments(found: Found): Attachments {
  const { collector, bodies } = found;
  const all: Attachments = { list: [], text: null, html: null };
  const html = bodies.html ?? '';
  for (const leaf of [...collector.leaves]) {
    const { part } = leaf;
    if (bodies.used.has(part) || isProof(part)) continue;
    const opened = namedTnef(part) ? fromTnef(leaf, found) : null;
    if (opened) {
      all.list.push(...opened.list);
      if (bodies.text.trim() === '') all.text ??= opened.text;
      if (bodies.html === null) all.html ??= opened.html;
      continue;
    }
    // A text that no body took (the third way to say it in an alternative) is kept as a file.
    const file = leaf.file ?? (leaf.bytes.length > 0 || part.filename ? collector.store(leaf.bytes) : null);
    if (file === null) continue;
    const name = storable(displayName(part, { ordinal: all.list.length + 1, subject: subjectOf(leaf) ?? '' }));
    all.list.push({ file, name, contentType: part.type, isInline: isInline(part, html), cid: part.cid && storable(part.cid) });
  }
  for (const { file, name } of bodies.files) {
    all.list.push({
      file,
      name: safeFileName(name) || 'attachment.bin',
      contentType: 'application/octet-stream',
      isInline: false,
      cid: null,
    });
  }
  return all;
}
