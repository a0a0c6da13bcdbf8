import { describe, expect, it } from 'vitest';
import { MAIL_LIMITS } from './mail-parser.js';
import { parseMessage } from './parse-message.js';

/** Reads a message and keeps its files by number. */
async function read(mail: string | Buffer) {
  const kept: Buffer[][] = [];
  const open = (index: number) => {
    const chunks: Buffer[] = [];
    kept[index] = chunks;
    return { write: (chunk: Buffer) => void chunks.push(Buffer.from(chunk)), end: () => undefined };
  };
  const bytes = typeof mail === 'string' ? Buffer.from(mail, 'latin1') : mail;
  const source = (async function* () {
    // Uneven pieces: no boundary or line may depend on where a chunk ends.
    for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61);
  })();
  const draft = await parseMessage(source, { files: { open, drained: async () => undefined }, limits: MAIL_LIMITS });
  const files = draft.attachments.map(({ name, contentType, file }) => [
    name,
    contentType,
    Buffer.concat(kept[file] ?? []).toString('latin1'),
  ]);
  return { ...draft, files };
}

const lines = (...all: string[]) => all.join('\r\n');
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

describe('a message', () => {
  it('says who, to whom, when and about what', async () => {
    const mail = await read(
      lines(
        'Return-Path: <ada@example.org>',
        'From: =?utf-8?Q?Ada_M=C3=BCller?= (at home) <Ada@EXAMPLE.org>',
        'To: Desk: "Help, Desk" <help@example.com>, bob@example.com;',
        'Cc: a (Anna) @ b.example . com',
        'Reply-To: "x@y.example" <real@example.org>',
        'Message-ID: <1@example.org>',
        'In-Reply-To: your mail of "Monday" <0@example.org>',
        'References: <a@b> <0@ example.org>',
        'Date: Tue, 1 Jul 2025 10:52:37 +0200 (CEST)',
        'Subject: =?utf-8?B?R3LDvMOf?= =?utf-8?B?ZSDD?=\r\n =?utf-8?B?vA==?=',
        '',
        'Hello',
      ),
    );
    expect(mail.from).toEqual({ name: 'Ada Müller', address: 'Ada@example.org' });
    expect(mail.to).toEqual([
      { name: 'Help, Desk', address: 'help@example.com' },
      { name: '', address: 'bob@example.com' },
    ]);
    expect(mail.cc).toEqual([{ name: 'Anna', address: 'a@b.example.com' }]);
    expect(mail.replyTo).toEqual([{ name: 'x@y.example', address: 'real@example.org' }]);
    expect([mail.messageId, mail.inReplyTo, mail.references]).toEqual(['1@example.org', ['0@example.org'], ['a@b', '0@example.org']]);
    expect([mail.date, mail.subject, mail.text]).toEqual(['2025-07-01T08:52:37.000Z', 'Grüße ü', 'Hello']);
    expect(mail.mayAutoReply).toBe(true);
  });

  it.each([
    ['a right label', 'text/plain; charset=iso-8859-1', 'Gr\xfc\xdfe', 'Grüße'],
    ['no label and UTF-8', 'text/plain', utf8('Grüße'), 'Grüße'],
    ['no label and Latin-1', 'text/plain', 'Gr\xfc\xdfe', 'Grüße'],
    ['a Western label on UTF-8', 'text/plain; charset=iso-8859-1', utf8('Grüße'), 'Grüße'],
    ['a UTF-8 label on Latin-1', 'text/plain; charset=utf-8', 'Gr\xfc\xdfe', 'Grüße'],
    ['UTF-7', 'text/plain; charset=utf-7', 'Gr+APwA3w-e', 'Grüße'],
    ['ISO-2022-JP without a label', 'text/plain', '\x1b$B$"\x1b(B!', 'あ!'],
    ['KOI8-R', 'text/plain; charset=koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4', 'Привет'],
    ['a label nobody knows', 'text/plain; charset=x-nowhere', utf8('Grüße'), 'Grüße'],
  ])('is read with %s', async (_name, type, body, text) => {
    expect((await read(lines(`Content-Type: ${type}`, '', body))).text).toBe(text);
  });

  it('takes no NUL and no lone surrogate to the database', async () => {
    const mail = await read(lines('Subject: a\0b =?utf-16be?B?2AA=?=', '', 'x\0y'));
    expect(mail.text).toBe('xy');
    expect(mail.subject).not.toMatch(/\0|\p{Surrogate}/u);
  });

  it('joins flowed lines and keeps the signature apart', async () => {
    const mail = await read(lines('Content-Type: text/plain; format=flowed', '', 'one ', 'line', '> quo ', '> ted', '-- ', 'Ada'));
    expect(mail.text).toBe('one line\n> quo ted\n-- \nAda');
  });
});

describe('its parts', () => {
  it('are sorted into text, HTML and files', async () => {
    const mail = await read(
      lines(
        'Content-Type: multipart/mixed; boundary=a',
        '',
        'preamble',
        '--a',
        'Content-Type: multipart/related; boundary="a b"',
        '',
        '--a b',
        'Content-Type: multipart/alternative; boundary=aa',
        '',
        '--aa',
        '',
        'plain',
        '--aa',
        'Content-Type: text/html',
        '',
        '<p>rich <img src="cid:i@x"></p>',
        '--aa--',
        '--a b',
        'Content-Type: image/png',
        'Content-ID: <i@x>',
        '',
        'PNG',
        '--a b--',
        '--a',
        'Content-Disposition: attachment; filename*0*=utf-8\'\'%C3%84; filename*1="-b.txt"',
        '',
        'file',
        '--a',
        'Content-Type: message/rfc822',
        '',
        'Subject: Inner mail',
        '',
        'inner',
        '--a--',
      ),
    );
    expect([mail.text, mail.html]).toEqual(['plain', '<p>rich <img src="cid:i@x"></p>']);
    expect(mail.files).toEqual([
      ['image-1.png', 'image/png', 'PNG'],
      ['Ä-b.txt', 'text/plain', 'file'],
      ['Inner mail.eml', 'message/rfc822', 'Subject: Inner mail\r\n\r\ninner'],
    ]);
    expect(mail.attachments.map(({ isInline }) => isInline)).toEqual([true, false, false]);
  });

  it.each([
    ['its end', lines('Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'said'), 'said'],
    ['every boundary', lines('Content-Type: multipart/mixed; boundary=x', '', 'said'), 'said'],
    ['the name of its boundary', lines('Content-Type: multipart/mixed', '', '--=_none', '', 'said', '--=_none--'), 'said'],
    ['its header', 'said', 'said'],
    ['the empty line', lines('Subject: s', 'said'), 'said'],
    ['modern line ends', 'Subject: s\r\rsaid', 'said'],
  ])('keep their text when the message lacks %s', async (_name, mail, text) => {
    expect((await read(mail)).text.trim()).toBe(text);
  });

  it('are not parted by a boundary that only begins like theirs', async () => {
    const mail = await read(lines('Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'one', '--xy', 'two', '--x--'));
    expect(mail.text).toBe('one\n--xy\ntwo');
  });

  it('come out of the text when they were uuencoded into it', async () => {
    const mail = await read(lines('Subject: s', '', 'see', 'begin 644 hi.txt', '"2&D ', '`', 'end', 'bye'));
    expect([mail.text, mail.files]).toEqual(['see\nbye', [['hi.txt', 'application/octet-stream', 'Hi']]]);
  });

  it('make text of HTML that stands alone', async () => {
    const mail = await read(
      lines('Content-Type: text/html; charset=utf-8', '', '<style>p{}</style><p>One</p><blockquote>two</blockquote>'),
    );
    expect(mail.text).toBe('One\n\n> two');
  });

  it('are kept as files when they are nested beyond all sense', async () => {
    const deep = Array.from({ length: 200 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`).join('\r\n');
    const mail = await read(lines(deep, '', 'bottom'));
    expect(mail.faults).toContain('too-deep');
    expect(mail.files.at(-1)?.[2]).toContain('bottom');
  });

  it('include what Outlook hid in winmail.dat', async () => {
    const attribute = (id: number, data: Buffer) => {
      const head = Buffer.alloc(9);
      head.writeUInt8(2, 0);
      head.writeUInt32LE(id, 1);
      head.writeUInt32LE(data.length, 5);
      return Buffer.concat([head, data, Buffer.alloc(2)]);
    };
    const tnef = Buffer.concat([
      Buffer.from('789f3e220000', 'hex'),
      attribute(0x2800c, Buffer.from('Hello from Outlook\0')),
      attribute(0x69002, Buffer.alloc(14)),
      attribute(0x18010, Buffer.from('plan.txt\0')),
      attribute(0x6800f, Buffer.from('the plan')),
    ]);
    const mail = await read(
      lines('Content-Type: application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding: base64', '', tnef.toString('base64')),
    );
    expect([mail.text, mail.files]).toEqual(['Hello from Outlook', [['plan.txt', 'application/octet-stream', 'the plan']]]);
  });
});

describe('two copies of one mail', () => {
  const body = lines('From: a@example.org', 'Message-ID: <1@x>', '', 'Hello', '');
  it('hash alike whatever the servers wrote on them', async () => {
    const one = await read(lines('Received: by a', 'X-Spam: no', body));
    const other = await read(lines('Delivered-To: b@example.org', body, '').replace(/\r/g, ''));
    expect(one.contentHash).toBe(other.contentHash);
    expect(one.rawSha256).not.toBe(other.rawSha256);
  });
  it('hash differently when a word differs', async () => {
    expect((await read(body)).contentHash).not.toBe((await read(body.replace('Hello', 'Hallo'))).contentHash);
  });
});

describe('a machine', () => {
  it.each([
    ['a list', 'List-Id: <l.example.org>'],
    ['a bulk mail', 'Precedence: bulk'],
    ['an automatic mail', 'Auto-Submitted: auto-generated'],
    ['a mail that asks for silence', 'X-Auto-Response-Suppress: All'],
    ['a null return path', 'Return-Path: <>'],
    ['our own mark', 'X-Ringback-Loop: 1'],
    ['an answering machine', 'X-Autoreply: yes'],
  ])('does not answer %s', async (_name, header) => {
    expect((await read(lines(header, 'From: ada@example.org', 'Subject: s', '', 'x'))).mayAutoReply).toBe(false);
  });
  it.each(['no-reply', 'mailer-daemon', 'bounces+123', 'newsletter-noreply'])('does not answer %s', async (name) => {
    expect((await read(lines(`From: ${name}@example.org`, '', 'x'))).mayAutoReply).toBe(false);
  });
  it.each([
    ...[
      'Automatische Antwort: Rechnung',
      'Out of Office: Re: Invoice',
      'Réponse automatique : devis',
      '自動返信: 見積',
      'Im Urlaub Re: Angebot',
    ],
    ...['Jan Maier ist außer Haus.', 'AUTO: Jan Maier is out of the office (returning 01.12.2026)', 'Ich bin bis 1.12. nicht erreichbar'],
    ...['Abwesenheitsnotiz', 'Estoy de vacaciones', 'Out of Office from 1 December'],
  ])('is known by the subject %s', async (subject) => {
    expect((await read(lines('From: ada@example.org', `Subject: ${utf8(subject)}`, '', 'x'))).autoReply.is).toBe(true);
  });
  it.each([
    ...[
      'Automatische Antwort funktioniert nicht',
      'Abwesenheit am Montag, Termin verschieben',
      'Vacation rental question',
      'Out of office chairs?',
    ],
    ...['Auto: Reparatur', 'Urlaub', 'Urlaubsreise Rechnung 4711', 'Wer ist außer Haus?', 'Absence de livraison', 'Vacation'],
  ])('is not taken for the writer of %s', async (subject) => {
    expect((await read(lines('From: ada@example.org', `Subject: ${utf8(subject)}`, '', 'x'))).autoReply.is).toBe(false);
  });
});
