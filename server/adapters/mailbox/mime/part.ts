import { decodeWords, headerText } from './encoded-words.js';
import type { Headers } from './header-fields.js';
import { type Parameterised, parseParameters } from './parameters.js';
import { transferEncodingOf } from './transfer.js';

/** One node of a message: a multipart with children, or a leaf with a body. */
export interface Part {
  headers: Headers;
  /** `type/subtype`, lower case. */
  type: string;
  params: Parameterised['params'];
  encoding: string;
  disposition: string;
  /** File name as sent, decoded; null when there is none. */
  filename: string | null;
  cid: string | null;
  parent: Part | null;
  children: Part[];
  depth: number;
}

const TYPE = /^[!#$%&'*+.^_`|~a-z0-9-]+\/[!#$%&'*+.^_`|~a-z0-9-]+$/;

/** What a part is when it does not say it, or says it wrongly. */
function typeOf(value: string, fallback: string): string {
  if (TYPE.test(value)) return value;
  if (value === 'text' || value === 'plain') return 'text/plain';
  if (value === 'html') return 'text/html';
  return fallback;
}

/** The address or path of a message/external-body stands in a parameter of its own. */
function filenameOf(type: Parameterised, disposition: Parameterised): string | null {
  const name =
    disposition.params.get('filename') ?? type.params.get('name') ?? type.params.get('filename') ?? disposition.params.get('name');
  return name?.trim() ? name.trim() : null;
}

/** Builds a part from its header. Inside a digest a part without a type is a message (RFC 2046 §5.1.5). */
export function partOf(headers: Headers, parent: Part | null): Part {
  const type = parseParameters(headers.raw('content-type'));
  const disposition = parseParameters(headers.raw('content-disposition'));
  const filename = filenameOf(type, disposition);
  const fallback =
    parent?.type === 'multipart/digest'
      ? 'message/rfc822'
      : filename === null || type.value === ''
        ? 'text/plain'
        : 'application/octet-stream';
  const charset = type.params.get('charset');
  return {
    headers: charset ? headers.recoded(charset) : headers,
    type: typeOf(type.value, fallback),
    params: type.params,
    encoding: transferEncodingOf(headers.raw('content-transfer-encoding')),
    disposition: disposition.value,
    filename,
    cid: decodeWords(headers.raw('content-id')).replace(/[<>\s]/g, '') || null,
    parent,
    children: [],
    depth: parent ? parent.depth + 1 : 0,
  };
}

const EXTENSIONS: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/rfc822-headers': 'txt',
  'message/delivery-status': 'txt',
  'message/rfc822': 'eml',
  'application/pdf': 'pdf',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/zip': 'zip',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
};

function extensionOf(type: string): string {
  const known = EXTENSIONS[type];
  if (known) return known;
  return /^(?:image|audio|video)\/([a-z0-9]{2,5})$/.exec(type)?.[1] ?? (type.startsWith('text/') ? 'txt' : 'bin');
}

/** A name without folders, control characters and tricks of writing direction, at most 200 characters with its ending kept. */
export function safeFileName(name: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const safe = /^\.+$/.test(base) ? '' : base;
  if (safe.length <= 200) return safe;
  const ending = /\.[^.]{1,10}$/.exec(safe)?.[0] ?? '';
  return safe.slice(0, 200 - ending.length) + ending;
}

/** The name a part is shown and saved under: its own, a message's subject, else one made from its place and type. */
export function displayName(part: Part, about: { ordinal: number; subject?: string }): string {
  const own = safeFileName(part.filename ?? '');
  if (own) return own;
  if (part.type.startsWith('message/') && about.subject) return safeFileName(`${about.subject.replace(/[\\/]/g, '-').slice(0, 150)}.eml`);
  const described = headerText(part.headers.raw('content-description'));
  const stem =
    safeFileName(described.replace(/[\\/]/g, '-').slice(0, 100)) ||
    `${part.type.startsWith('image/') ? 'image' : 'attachment'}-${about.ordinal}`;
  return /\.[a-z0-9]{2,5}$/i.test(stem) ? stem : `${stem}.${extensionOf(part.type)}`;
}
