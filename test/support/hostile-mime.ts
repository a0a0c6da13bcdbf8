import fc from 'fast-check';

// Mails nobody wrote by hand: well formed ones of every kind, then broken as wires, filters and malice break them.

const CHARSETS = [
  'utf-8',
  'iso-8859-1',
  'windows-1252',
  'utf-7',
  'utf-16',
  'iso-2022-jp',
  'gb18030',
  'x-unknown',
  '',
  'utf-8; charset=koi8-r',
  'a'.repeat(300),
];
const ENCODINGS = ['7bit', '8bit', 'binary', 'base64', 'quoted-printable', 'x-uuencode', 'x-yenc', 'BASE64 ', 'gzip'];
const LEAVES = [
  'text/plain',
  'text/html',
  'text/calendar',
  'image/png',
  'application/pdf',
  'application/ms-tnef',
  'message/delivery-status',
];
const ODD_LEAVES = [
  'message/rfc822',
  'message/partial',
  'message/external-body',
  'application/pkcs7-mime',
  'text/rfc822-headers',
  'message/feedback-report',
  'x',
  '',
];
const MULTIPARTS = [
  'mixed',
  'alternative',
  'related',
  'report; report-type=delivery-status',
  'digest',
  'signed',
  'encrypted',
  'parallel',
  'x-unheard-of',
];

/** Winmail.dat as it begins, then anything. */
const TNEF = 'eJ8+IgEBAQAIAAYAAQAAAAAAAAEAAAAACAAHgAQA';
const words = fc.constantFrom(
  ...[
    'Die Ware fehlt.',
    'Grüße aus München',
    '=?utf-8?B?R3LDvMOfZQ==?=',
    '=?utf-8?Q?=FF=FE=00?=',
    '=?x?y?z?=',
    '\u0000\u0001\u0002',
    '\ud83d\ude00',
    '\u202egnp.exe',
  ],
  ...[
    '> zitiert',
    'Am 1.1.2026 schrieb Petra Kurz:',
    '-- ',
    'Von: a@b.example',
    'begin 644 a.txt\n#86)C\n`\nend',
    'begin 777 /etc/passwd\nM',
    '=',
    '=3D=',
    '=\n',
    '----=_x',
    '--b0',
    '--b0--',
  ],
  ...[
    '<p>Hallo</p>',
    '<div>'.repeat(50),
    '&nbsp;'.repeat(50),
    '[#1234-5]',
    'x'.repeat(2000),
    TNEF,
    'SGFsbG8=',
    '!!!!',
    '550 5.1.1 user unknown',
    'Final-Recipient: rfc822; a@b.example',
  ],
);
const text = fc.array(words, { maxLength: 12 }).map((some) => some.join('\r\n'));
const name = fc.constantFrom(
  'a.pdf',
  '../../etc/passwd',
  'con',
  '',
  '\u202egnp.exe',
  '"; x="',
  'winmail.dat',
  "utf-8''%FF%00",
  'n'.repeat(4000),
  '.',
  '=?utf-8?B?/w==?=',
);

const leaf = fc
  .record({
    type: fc.constantFrom(...LEAVES, ...LEAVES, ...ODD_LEAVES),
    charset: fc.constantFrom(...CHARSETS),
    encoding: fc.constantFrom(...ENCODINGS),
    file: fc.option(name, { freq: 3 }),
    body: text,
    isEncoded: fc.boolean(),
  })
  .map(({ type, charset, encoding, file, body, isEncoded }) =>
    [
      `Content-Type: ${type}; charset=${charset}`,
      `Content-Transfer-Encoding: ${encoding}`,
      ...(file === null ? [] : [`Content-Disposition: attachment; filename="${file}"; filename*=${file}`]),
      ...['', isEncoded && encoding === 'base64' ? Buffer.from(body).toString('base64') : body],
    ].join('\r\n'),
  );

/** A tree of parts, its boundaries by depth so that they may collide. */
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .record({
        kind: fc.constantFrom(...MULTIPARTS),
        boundary: fc.constantFrom('b0', 'b1', 'b 2', '----=_x', ''),
        parts: fc.array(tie('tree'), { maxLength: 5 }),
        isClosed: fc.boolean(),
      })
      .map(({ kind, boundary, parts, isClosed }) =>
        [
          `Content-Type: multipart/${kind}; boundary="${boundary}"`,
          '',
          'preamble',
          ...parts.map((part) => `--${boundary}\r\n${part}`),
          ...(isClosed ? [`--${boundary}--`] : []),
        ].join('\r\n'),
      ),
  ),
}));

const header = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'Subject',
        'From',
        'To',
        'Cc',
        'Reply-To',
        'References',
        'In-Reply-To',
        'Message-ID',
        'Date',
        'Return-Path',
        'X-Failed-Recipients',
        'Auto-Submitted',
        'List-Id',
      ),
      text,
    )
    .map(([field, value]) => `${field}: ${value.replace(/\r\n/g, '\r\n ')}`),
  fc.constantFrom(
    ...[
      'From: a@b.example, c@d.example',
      'From: <>',
      'From:',
      'From: "unclosed <a@b.example',
      `From: ${'('.repeat(5000)}`,
      'From: undisclosed-recipients:;',
      'From: =?utf-8?Q?a=40b?= <x>',
    ],
    ...[
      'no colon here',
      ': nothing',
      ' folded first',
      `X-${'A'.repeat(5000)}: 1`,
      'Date: Thu, 99 Foo 99999 99:99:99 +9999',
      `References: ${'<a@b> '.repeat(2000)}`,
      `To: ${'a@b.example,'.repeat(2000)}`,
    ],
    ...[
      `Subject: ${'=?utf-8?Q?a?= '.repeat(2000)}`,
      `Subject: ${'Re: '.repeat(5000)}`,
      'Content-Type: multipart/mixed; boundary*0=b; boundary*1=0',
      'Content-Type: text/plain; charset*=x',
      'MIME-Version: 99',
    ],
  ),
);

/** A place in a mail, in thousandths of its length. */
const place = fc.integer({ min: 50, max: 1000 });

/** What a wire, a filter or somebody does to bytes. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({
    kind: fc.constantFrom('flip' as const, 'zero' as const, 'drop' as const, 'repeat' as const, 'break' as const),
    at: place,
    count: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({ kind: fc.constantFrom('lf' as const, 'cr' as const, 'no-blank' as const, 'utf-16' as const, 'twice' as const) }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutated(mail: Buffer, change: Mutation): Buffer {
  const at = 'at' in change ? Math.floor((change.at / 1000) * mail.length) : 0;
  const count = 'count' in change ? change.count : 0;
  const around = (middle: Buffer) => Buffer.concat([mail.subarray(0, at), middle, mail.subarray(at + count)]);
  if (change.kind === 'cut') return mail.subarray(0, at);
  if (change.kind === 'flip') return around(Buffer.from(mail.subarray(at, at + count).map((byte) => byte ^ 0x95)));
  if (change.kind === 'zero') return around(Buffer.alloc(count));
  if (change.kind === 'drop') return around(Buffer.alloc(0));
  if (change.kind === 'repeat') return around(Buffer.concat(Array.from({ length: 20 }, () => mail.subarray(at, at + count))));
  if (change.kind === 'break') return around(Buffer.from('\r\n\r\n--b0\r\n'));
  if (change.kind === 'twice') return Buffer.concat([mail, mail]);
  if (change.kind === 'utf-16') return Buffer.from(mail.toString('latin1'), 'utf16le');
  const text = mail.toString('latin1');
  const changed =
    change.kind === 'lf'
      ? text.replace(/\r\n/g, '\n')
      : change.kind === 'cr'
        ? text.replace(/\r\n/g, '\r')
        : text.replace(/\r\n\r\n/g, '\r\n');
  return Buffer.from(changed, 'latin1');
}

const mail = fc
  .tuple(fc.array(header, { maxLength: 8 }), tree, fc.array(mutation, { maxLength: 3 }))
  .map(([headers, body, changes]) => changes.reduce(mutated, Buffer.from([...headers, body].join('\r\n'))));

/** `count` broken mails, the same for the same seed. */
export function brokenMails(count: number, seed: number): Buffer[] {
  return fc.sample(mail, { numRuns: count, seed });
}

const lines = (line: string, count: number) => `${line}\r\n`.repeat(count);
const headed = (contentType: string, body: string) =>
  Buffer.from(`From: a@b.example\r\nSubject: Bombe\r\nContent-Type: ${contentType}\r\n${body}`);

/** Mails that are small on the wire, or not, and much to whoever reads them carelessly. */
const BOMBS: Readonly<Record<string, (size: number) => Buffer>> = {
  'parts without end': (size) => headed('multipart/mixed; boundary=b', `\r\n${'--b\r\n\r\n\r\n'.repeat(size * 10_000)}`),
  'parts in parts in parts': (size) =>
    headed('multipart/mixed; boundary=b', `\r\n${lines('--b\r\nContent-Type: multipart/mixed; boundary=b\r\n', size * 2_000)}`),
  'mails in mails in mails': (size) => headed('message/rfc822', `\r\n${lines('Content-Type: message/rfc822\r\n', size * 2_000)}`),
  'header lines without end': (size) => headed('text/plain', `${lines('X-A: 1', size * 1_000)}\r\nx`),
  'one header without end': (size) => headed('text/plain', `Subject: ${'a '.repeat(size * 25_000)}\r\n\r\nx`),
  'recipients without end': (size) => headed('text/plain', `To: ${'"a, b" <a@b.example>, '.repeat(size * 900)}\r\n\r\nx`),
  'groups in comments in addresses': (size) =>
    headed('text/plain', `Reply-To: ${'(('.repeat(size * 2_000)}${'"\\'.repeat(size * 1_000)}\r\n\r\nx`),
  'encoded words without end': (size) =>
    headed('text/plain', `X-Y: ${'=?utf-8?Q?'.repeat(size * 900)}\r\nSubject: ${'=?utf-8?B?'.repeat(size * 900)}\r\n\r\nx`),
  'parameters without end': (size) => headed(`text/plain; ${'a*0*=x; '.repeat(size * 1_000)}`, '\r\nx'),
  'uuencoded files without end': (size) =>
    headed('text/plain', `\r\n${lines('begin 644 a', size * 1_000)}${lines(`M${'!'.repeat(60)}`, size * 200)}`),
  'uuencoded files by the thousand': (size) => headed('text/plain', `\r\n${lines('begin 644 a\r\n#86)C\r\n`\r\nend', size * 1_000)}`),
  'base64 that is none': (size) => headed('text/plain\r\nContent-Transfer-Encoding: base64', `\r\n${'=A=!'.repeat(size * 10_000)}`),
  'soft line ends without lines': (size) =>
    headed('text/plain\r\nContent-Transfer-Encoding: quoted-printable', `\r\n${'=\r\n'.repeat(size * 7_000)}`),
  'a winmail.dat of garbage': (size) =>
    headed('application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64', `\r\n${TNEF.repeat(size * 500)}`),
  'one line without end': (size) => headed('text/plain', `\r\n${'a'.repeat(size * 20_000)}`),
  blanks: (size) => headed('text/plain', `\r\n${' '.repeat(size * 10_000)}x\r\n${' \t'.repeat(size * 4_000)}`),
  'blank lines': (size) => headed('text/plain', `\r\nx${'\r\n'.repeat(size * 9_000)}y`),
  'quotes in quotes': (size) => headed('text/plain', `\r\n${lines(`${'>'.repeat(500)} a`, size * 40)}`),
  'headers of replies': (size) => headed('text/plain', `\r\n${lines('Von: a@b.example\r\nGesendet: Montag', size * 500)}`),
  'attributions that never end': (size) => headed('text/plain', `\r\nOn ${'1, 2 at 3:4 AM, a <'.repeat(size * 900)}\r\nwrote`),
  'telephone numbers': (size) => headed('text/plain', `\r\n-- \r\n${'+49 30 1 '.repeat(size * 2_000)}`),
  'HTML nested without end': (size) => headed('text/html', `\r\n${'<div><b>'.repeat(size * 2_000)}`),
  'HTML of tables in tables': (size) => headed('text/html', `\r\n${'<table><tr><td>'.repeat(300)}${'<td>x'.repeat(size * 600)}`),
  'HTML of attributes': (size) => headed('text/html', `\r\n<p ${'a="b" '.repeat(size * 1_500)}style="${'color:red;'.repeat(size * 50)}">x`),
  'HTML of open tags': (size) => headed('text/html', `\r\n${'<a href="'.repeat(size * 1_000)}${'<'.repeat(size * 3_000)}`),
  'HTML of links': (size) => headed('text/html', `\r\n${'<a href="https://a.example/">b.example</a>'.repeat(size * 220)}`),
  'HTML of comments': (size) => headed('text/html', `\r\n${'<!--'.repeat(size * 2_000)}${'<script>'.repeat(size * 200)}`),
  'HTML of entities': (size) => headed('text/html', `\r\n${'&#x41;&amp&notanentity'.repeat(size * 450)}`),
};

/** The bombs by name; at 100 as large as they come, several megabytes each. */
export function bombs(size: number): { name: string; mail: Buffer }[] {
  return Object.entries(BOMBS).map(([name, make]) => ({ name, mail: make(size) }));
}
