import type { MailBounce, MailHint, MailParty, MessageMail } from '../../../shared/models/mail.js';
import type { BounceReport, MailAddress, ParsedMail } from '../../adapters/mailbox/port.js';

/** Characters of a mail's new text in a ticket's history; the rest is one key away. */
const MOST_TEXT = 60_000;
const MOST_SUBJECT = 200;
const NO_SUBJECT = { de: '(ohne Betreff)', en: '(no subject)' } as const;

/** A subject as one line; '' stays ''. */
export function subjectLine(subject: string): string {
  return subject.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** The subject of the ticket a mail opens. */
export function ticketSubject(subject: string, language: 'de' | 'en'): string {
  return [...subjectLine(subject)].slice(0, MOST_SUBJECT).join('') || NO_SUBJECT[language];
}

/** What a ticket's history shows of a mail's text. Cut at a bound, never within a character. */
export function shownText(mail: Pick<ParsedMail, 'visibleText'>): string {
  return cut(mail.visibleText.trim(), MOST_TEXT);
}

const party = ({ name, address }: MailAddress): MailParty => ({ name, address });
/** Everybody hears of a message in a ticket: what a hostile header holds beyond any use stays in the mail as it came. */
const MOST_SHOWN = { parties: 200, name: 200, address: 320, subject: 1000, files: 200 };
const shownParty = ({ name, address }: MailAddress): MailParty => ({
  name: cut(name, MOST_SHOWN.name),
  address: cut(address, MOST_SHOWN.address),
});
const shownParties = (list: readonly MailAddress[]) => list.slice(0, MOST_SHOWN.parties).map(shownParty);

function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** Parties of a header on the wire. */
export function partiesOnWire(list: readonly MailAddress[]): MailParty[] {
  return list.map(party);
}

/** A bounce report as messages and receipts carry it. */
export function presentBounce(report: BounceReport | null): MailBounce | null {
  if (!report) return null;
  const recipients = report.recipients.map(({ address, status, reason }) => ({ address, status, reason }));
  return { hard: report.hard, recipients };
}

/** What the message in the history says of a mail that came in. */
export function messageMail(
  mail: ParsedMail,
  place: { joinedBy: MessageMail['joinedBy']; hint: MailHint | null; isQuiet: boolean },
): MessageMail {
  const shown = shownText(mail);
  return {
    direction: 'in',
    subject: cut(subjectLine(mail.subject), MOST_SHOWN.subject),
    from: mail.from ? shownParty(mail.from) : null,
    replyTo: shownParties(mail.replyTo),
    to: shownParties(mail.to),
    cc: shownParties(mail.cc),
    joinedBy: place.joinedBy,
    hint: place.hint,
    state: 'received',
    bounce: presentBounce(mail.bounce),
    isAutoReply: mail.autoReply.is,
    isQuiet: place.isQuiet,
    hasMore: mail.html !== null || mail.text.trim() !== shown,
    hasCalendar: mail.hasCalendar,
    crypto: mail.crypto,
    attachments: mail.attachments.slice(0, MOST_SHOWN.files).map(({ name, contentType, bytes, sha256, isInline, cid }) => ({
      name,
      contentType,
      bytes,
      sha256,
      isInline,
      cid,
    })),
    progress: null,
  };
}
