import { describe, expect, it } from 'vitest';
import { MAIL_LIMITS } from '../mail-parser.js';
import { parseMessage } from '../parse-message.js';

async function bounceOf(...lines: string[]) {
  const files = { open: () => ({ write: () => undefined, end: () => undefined }), drained: async () => undefined };
  const source = (async function* () {
    yield Buffer.from(lines.join('\r\n'));
  })();
  return (await parseMessage(source, { files, limits: MAIL_LIMITS })).bounce;
}

const DAEMON = 'From: Mail Delivery System <MAILER-DAEMON@mx.example.org>';

describe('a delivery report', () => {
  it('names each recipient, its status, the cause, and the mail it is about', async () => {
    const report = await bounceOf(
      DAEMON,
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      '',
      'Sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      'Final-Recipient: rfc822; gone@example.net',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 <gone@example.net>: User unknown',
      '',
      'Final-Recipient: rfc822; full@example.net',
      'Action: failed',
      'Status: 5.0.0',
      'Diagnostic-Code: smtp; 552 5.2.2 Mailbox is over quota',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <sent@example.org>',
      'Subject: Your order',
      '--b--',
    );
    expect(report).toMatchObject({ kind: 'failure', hard: true, originalMessageId: 'sent@example.org', originalSubject: 'Your order' });
    expect(report?.recipients.map(({ address, status, reason, hard }) => [address, status, reason, hard])).toEqual([
      ['gone@example.net', '5.1.1', 'userunknown', true],
      ['full@example.net', '5.2.2', 'mailboxfull', false],
    ]);
  });

  it('in prose is read alike', async () => {
    const report = await bounceOf(
      DAEMON,
      'Subject: failure notice',
      '',
      'I could not deliver your message to these addresses.',
      '',
      '<gone@example.net>:',
      '192.0.2.1 does not like recipient.',
      'Remote host said: 550 5.1.1 no such user here',
      'Giving up.',
      '',
      '--- Below this line is a copy of the message.',
      '',
      'Message-ID: <sent@example.org>',
      'To: gone@example.net',
    );
    expect(report?.recipients).toMatchObject([{ address: 'gone@example.net', status: '5.1.1', reason: 'userunknown', hard: true }]);
    expect(report?.originalMessageId).toBe('sent@example.org');
  });

  it('of a delay is no failure', async () => {
    const report = await bounceOf(
      DAEMON,
      'Subject: Delayed Mail',
      'Content-Type: multipart/report; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; slow@example.net',
      'Action: delayed',
      'Status: 4.4.1',
      'Diagnostic-Code: smtp; connect to example.net: Connection timed out',
      '--b--',
    );
    expect(report).toMatchObject({ kind: 'delay', hard: false });
  });

  it('about abuse and about reading are told apart', async () => {
    const part = (type: string, ...fields: string[]) => [
      'Content-Type: multipart/report; boundary=b',
      '',
      '--b',
      `Content-Type: ${type}`,
      '',
      ...fields,
      '--b--',
    ];
    const abuse = await bounceOf(
      'From: fbl@example.net',
      ...part('message/feedback-report', 'Feedback-Type: abuse', 'Original-Rcpt-To: <ada@example.net>'),
    );
    expect(abuse).toMatchObject({ kind: 'complaint', recipients: [{ address: 'ada@example.net', reason: 'feedback' }] });
    const receipt = await bounceOf(
      'From: ada@example.net',
      ...part('message/disposition-notification', 'Final-Recipient: rfc822; ada@example.net', 'Original-Message-ID: <s@x>'),
    );
    expect(receipt).toMatchObject({ kind: 'read', hard: false });
  });

  it.each([
    [
      'Exchange',
      [
        'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:',
        '',
        'weg@example.net (weg@example.net)',
        'Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.',
        '',
        "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'",
      ],
      { address: 'weg@example.net', status: '5.1.10', reason: 'userunknown', hard: true },
    ],
    [
      'an older Exchange',
      [
        'Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.',
        '',
        'Folgende Empfänger konnten nicht erreicht werden:',
        '',
        '      voll@example.net am 23.11.2026 08:12',
        '            Das Postfach des Empfängers ist voll.',
        '            <mail.example.net #5.2.2>',
      ],
      { address: 'voll@example.net', status: '5.2.2', reason: 'mailboxfull', hard: false },
    ],
    [
      'Domino',
      [
        'Ihre Nachricht konnte nicht zugestellt werden an:',
        '',
        '  weg@example.net',
        '',
        'weil:',
        '',
        '  550 Benutzer weg@example.net nicht im Domino Directory verzeichnet',
      ],
      { address: 'weg@example.net', reason: 'userunknown', hard: true },
    ],
  ])('of %s in German is read alike', async (_system, text, recipient) => {
    const report = await bounceOf(
      'From: postmaster@example.net',
      'Return-Path: <>',
      'Subject: Unzustellbar: Ware',
      'Content-Type: text/plain; charset=utf-8',
      '',
      ...text,
    );
    expect(report?.recipients).toMatchObject([recipient]);
  });

  it('is not what a person forwards or asks about', async () => {
    expect(
      await bounceOf('From: ada@example.net', 'Subject: Undelivered Mail?', '', 'I got: 550 user unknown. Why could it not be delivered?'),
    ).toBeNull();
  });
});
