import { describe, expect, it } from 'vitest';
import type { MailMessage } from './mail-head';
import { newerThan, warningsFor } from './presend';

const party = (address: string) => ({ name: '', address });
function mail(id: string, more: Partial<MailMessage['mail']> = {}, authorId: string | null = null): MailMessage {
  return {
    ...{ id, version: 1, ticketId: 't', kind: 'mail', authorId, text: '', at: `2026-11-23T08:00:0${id}.000Z` },
    mail: {
      ...{ direction: 'in', subject: 'Frage', from: party('petra@kurz.example'), replyTo: [], to: [party('support@haus.example')], cc: [] },
      ...{ joinedBy: null, hint: null, state: 'received', bounce: null, isAutoReply: false, isQuiet: false, hasMore: false },
      ...{ hasCalendar: false, crypto: null, attachments: [], progress: null },
      ...more,
    },
  };
}
const outgoing = { mode: 'reply' as const, to: [party('petra@kurz.example')], cc: [], text: 'Am Freitag.', hasFiles: false };
const around = { mails: [mail('1')], domains: ['haus.example'], newer: [], dead: [] as string[] };
const kinds = (change: object, more: object = {}) =>
  warningsFor({ ...outgoing, ...change }, { ...around, ...more }).map(({ kind }) => kind);

describe('before a mail goes', () => {
  it('has nothing to say of an ordinary answer', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ text: 'Der Anhang Ihrer Mail kam an. Guten Tag Frau Kurz, danke.' })).toEqual([]);
  });

  it.each([
    'Die Rechnung ist im Anhang.',
    'Anbei die Kopie',
    'ich hänge Ihnen das Bild an',
    'Please find attached the invoice',
    'as an attachment',
  ])('misses the file of “%s”', (text) => {
    expect(kinds({ text })).toEqual(['no-file']);
    expect(kinds({ text, hasFiles: true })).toEqual([]);
  });

  it('names a domain that never had to do with the ticket, of answers only', () => {
    expect(warningsFor({ ...outgoing, cc: [party('x@kurz-bau.example')] }, around)).toEqual([
      { kind: 'other-domain', domains: ['kurz-bau.example'] },
    ]);
    expect(kinds({ mode: 'forward', to: [party('x@kurz-bau.example')] })).toEqual([]);
  });

  it.each(['Hallo ,\n\ndanke', 'Guten Tag {{name}}, danke', 'Sehr geehrte [Anrede]', 'Hallo Frau ,'])(
    'finds the empty place in “%s”',
    (text) => {
      expect(kinds({ text })).toEqual(['placeholder']);
    },
  );

  it('warns of an address that came back for good', () => {
    expect(kinds({ to: [party('Petra@kurz.example')] }, { dead: ['petra@kurz.example'] })).toEqual(['bounced']);
  });

  it('knows what others wrote since writing began, machines and ourselves left out', () => {
    const messages = [
      mail('1'),
      mail('2', { direction: 'out' }, 'me'),
      mail('3', { isAutoReply: true }),
      mail('4'),
      mail('5', {}, 'colleague'),
    ];
    expect(newerThan('1', messages, 'me').map(({ id }) => id)).toEqual(['4', '5']);
    expect(newerThan('gone', messages, 'me')).toEqual([]);
    expect(newerThan('5', messages, 'me')).toEqual([]);
  });
});
