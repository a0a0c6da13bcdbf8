import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../shared/models/tickets';
import { answeredMail, beginHead, headOfDraft, lastMessageId, type MailMessage, readHead } from './mail-head';

const party = (address: string, name = '') => ({ name, address });
function mail(id: string, more: Partial<MailMessage['mail']> = {}): MailMessage {
  return {
    ...{ id, version: 1, ticketId: 't', kind: 'mail', authorId: null, text: '', at: `2026-11-23T08:00:0${id}.000Z` },
    mail: {
      ...{
        direction: 'in',
        subject: 'Frage',
        from: party('petra@kurz.example', 'Petra Kurz'),
        replyTo: [],
        to: [party('support@haus.example')],
        cc: [],
      },
      ...{ joinedBy: null, hint: null, state: 'received', bounce: null, isAutoReply: false, isQuiet: false, hasMore: false },
      ...{ hasCalendar: false, crypto: null, attachments: [], progress: null },
      ...more,
    },
  };
}
const identities = [{ mailboxId: 'm', address: 'Support@haus.example', name: 'Haus', teamId: null, signatures: { de: '', en: '' } }];
const house = { identities, customer: party('petra@kurz.example', 'Petra Kurz') };

describe('the head of a mail', () => {
  it('answers the sender and keeps everybody in copy, ourselves never, plus-addresses neither', () => {
    const about = mail('1', {
      to: [party('support+k3x@haus.example'), party('chef@kurz.example')],
      cc: [party('PETRA@kurz.example'), party('lager@kurz.example')],
    });
    expect(beginHead('reply', about, house)).toMatchObject({
      mode: 'reply',
      messageId: '1',
      to: 'Petra Kurz <petra@kurz.example>',
      cc: 'chef@kurz.example, lager@kurz.example',
    });
  });

  it('answers where the sender wants it', () => {
    expect(beginHead('reply', mail('1', { replyTo: [party('buero@kurz.example')] }), house).to).toBe('buero@kurz.example');
  });

  it('goes on with those a mail of ours went to', () => {
    expect(
      beginHead('reply', mail('1', { direction: 'out', to: [party('a@b.example')], cc: [party('c@d.example')] }), house),
    ).toMatchObject({ to: 'a@b.example', cc: 'c@d.example' });
  });

  it('writes to the customer where there is no mail, and passes on to nobody yet', () => {
    expect(beginHead('reply', undefined, house)).toMatchObject({ mode: 'new', messageId: null, to: 'Petra Kurz <petra@kurz.example>' });
    expect(beginHead('forward', mail('1'), house)).toMatchObject({ mode: 'forward', messageId: '1', to: '' });
  });

  it('answers the last mail of a customer, not what a machine or we wrote after it', () => {
    const mails = [mail('1'), mail('2'), mail('3', { isAutoReply: true }), mail('4', { direction: 'out' })];
    expect(answeredMail(mails)?.id).toBe('2');
    expect(answeredMail([mail('4', { direction: 'out' })])?.id).toBe('4');
  });

  it('comes back from a mail that was taken back, with its own files and without those passed on', () => {
    const file = (name: string) => ({ name, contentType: 'text/plain', bytes: 1, sha256: name, isInline: false, cid: null });
    const draft = {
      ...{
        mode: 'forward' as const,
        mailboxId: 'm',
        messageId: '1',
        to: [party('a@b.example')],
        cc: [],
        subject: '',
        text: 'Bitte prüfen.',
      },
      ...{ attachments: [file('theirs'), file('mine')], uploadIds: ['u1'] },
    };
    const head = headOfDraft(draft, '9');
    expect(head).toMatchObject({ mode: 'forward', to: 'a@b.example', seen: '9', files: [{ id: 'u1', name: 'mine' }] });
    expect(readHead(JSON.stringify(head))).toEqual(head);
    expect([readHead(''), readHead('{'), readHead('3')]).toEqual([null, null, null]);
  });

  it('knows the last message, one that is about to leave left out', () => {
    const entries: HistoryEntry[] = ['1', '2'].map((id) => ({ kind: 'message', key: id, at: mail(id).at, message: mail(id) }));
    expect(lastMessageId(entries)).toBe('2');
    expect(lastMessageId(entries, '2')).toBe('1');
    expect(lastMessageId([])).toBeNull();
  });
});
