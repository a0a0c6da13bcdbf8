import { type Automatic, readAutomatic } from './automatic.js';
import { readBounce } from './bounce/read-bounce.js';
import { parseAddresses } from './mime/addresses.js';
import { type DraftAttachment, readAttachments } from './mime/attachments.js';
import { readBodies } from './mime/bodies.js';
import { storable } from './mime/charset.js';
import type { Collector } from './mime/collector.js';
import { parseDate } from './mime/date.js';
import { headerText } from './mime/encoded-words.js';
import type { Headers } from './mime/header-fields.js';
import { parseMessageId, parseMessageIds } from './mime/message-ids.js';
import type { Part } from './mime/part.js';
import type { MessageReader } from './mime/reader.js';
import { addStrayText } from './mime/stray.js';
import { leavesOf } from './mime/structure.js';
import type { MailAddress, MailLimits, ParsedMail } from './port.js';
import { splitReply } from './reply/split-reply.js';

/** A message read, its attachments still known by the number of their file only. */
export type Draft = Omit<ParsedMail, 'attachments'> & { attachments: DraftAttachment[] };

interface Reading {
  root: Part;
  collector: Collector;
  reader: MessageReader;
  limits: MailLimits;
  identity: Pick<ParsedMail, 'rawSha256' | 'contentHash' | 'rawBytes'>;
}

function cryptoOf(root: Part, text: string): ParsedMail['crypto'] {
  const types = new Set(leavesOf(root).map(({ type }) => type));
  const protocol = root.params.get('protocol')?.toLowerCase() ?? '';
  if (root.type === 'multipart/encrypted' || /^-----BEGIN PGP MESSAGE-----/m.test(text)) return 'pgp-encrypted';
  const opaque = leavesOf(root).find(({ type }) => /^application\/(?:x-)?pkcs7-mime$/.test(type));
  if (opaque) return /signed-data/i.test(opaque.params.get('smime-type') ?? '') ? 'smime-signed' : 'smime-encrypted';
  if ([...types].some((type) => /^application\/(?:x-)?pkcs7-signature$/.test(type)) || /pkcs7-signature/.test(protocol))
    return 'smime-signed';
  if (types.has('application/pgp-signature') || /^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text)) return 'pgp-signed';
  return null;
}

/** Every address header, all fields of the name taken together. */
function addresses(headers: Headers, name: string): MailAddress[] {
  return headers
    .all(name)
    .flatMap(parseAddresses)
    .map(({ name: display, address }) => ({ name: storable(display), address: storable(address) }));
}

const DELIVERED = [
  'delivered-to',
  'x-delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-rcpt-to',
  'x-forwarded-to',
  'x-gm-original-to',
];

function envelope(headers: Headers) {
  const from = addresses(headers, 'from');
  const path = headers.has('return-path') ? (parseAddresses(headers.raw('return-path'))[0]?.address ?? '') : null;
  return {
    from: from.find(({ address }) => address.includes('@')) ?? from[0] ?? null,
    fromAll: from,
    sender: addresses(headers, 'sender')[0] ?? null,
    returnPath: path === null ? null : storable(path),
    replyTo: addresses(headers, 'reply-to'),
    to: addresses(headers, 'to'),
    cc: addresses(headers, 'cc'),
    bcc: addresses(headers, 'bcc'),
    deliveredTo: [...new Set(DELIVERED.flatMap((name) => addresses(headers, name)).map(({ address }) => address))].filter(
      (address) => address !== '',
    ),
  };
}

function identifiers(headers: Headers) {
  const id = parseMessageId(headers.raw('message-id'));
  return {
    messageId: id === null ? null : storable(id),
    inReplyTo: parseMessageIds(headers.raw('in-reply-to')).map(storable),
    references: parseMessageIds(headers.raw('references')).map(storable),
    date: parseDate(headers.text('date')),
    subject: storable(headerText(headers.raw('subject'))),
    loopMark: storable(headers.text('x-ringback-loop')) || null,
  };
}

/** Puts together what a message says from its collected parts. */
export function assemble({ root, collector, reader, limits, identity }: Reading): Draft {
  addStrayText(reader.strayText(), collector);
  const bodies = readBodies(root, collector, limits.textBytes);
  const attachments = readAttachments({ root, collector, bodies });
  const { headers } = root;
  const head = { ...identifiers(headers), ...envelope(headers) };
  const text = attachments.text ?? bodies.text;
  const bounce = readBounce({ root, leaves: collector.leaves, headers, text, from: head.from, subject: head.subject });
  const automatic: Automatic = readAutomatic({ headers, root, bounce, text, ...head });
  const reply = splitReply(text);
  return {
    ...head,
    ...identity,
    ...automatic,
    text,
    visibleText: reply.visible,
    signaturePhones: reply.phones,
    html: bodies.html ?? attachments.html,
    attachments: attachments.list,
    bounce,
    crypto: cryptoOf(root, text),
    hasCalendar: leavesOf(root).some(({ type }) => type === 'text/calendar' || type === 'application/ics'),
    faults: [...reader.faults],
  };
}
