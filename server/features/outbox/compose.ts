import type { MailMode, MailParty } from '../../../shared/models/mail.js';

type Tongue = 'de' | 'en';

/** What every mail program puts before an answer, or a mail passed on. */
const PREFIX = /^\s*(?:re|aw|antw|antwort|fw|fwd|wg|sv|vs|tr|rif|odp|ref|回复|答复|转发)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i;
/** Zammad cuts at 110, mail programs show about as much; our tag stands behind it and must not be cut. */
const MOST_SUBJECT = 160;
/** Quoted text of the mail answered; longer ones are in the recipient's own mailbox anyway. */
const MOST_QUOTED = 30_000;

/**
 * The subject of a mail of ours: one `Re:` or `Fwd:` and one tag with the ticket's number, however often the mail went back and forth. The number in
 * other spellings stays where the customer put it.
 */
export function subjectFor(mode: MailMode, subject: string, digits: string): string {
  const tag = `[#${digits}]`;
  let base = subject
    .replaceAll(tag, ' ')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (mode !== 'new') while (PREFIX.test(base)) base = base.replace(PREFIX, '');
  const cut = [...base].slice(0, MOST_SUBJECT).join('');
  const lead = { reply: 'Re:', forward: 'Fwd:', new: '' }[mode];
  return [lead, cut, tag].filter((part) => part !== '').join(' ');
}

/** The mail that is answered or passed on, as far as it is quoted. */
export interface QuotedMail {
  from: MailParty | null;
  to: readonly MailParty[];
  subject: string;
  at: Date;
  text: string;
}

/** In whose words and clock a mail is written. */
export interface Manner {
  language: Tongue;
  timeZone: string;
}

const named = ({ name, address }: MailParty) => (name === '' ? address : `${name} <${address}>`);
const WORDS = {
  de: {
    wrote: (at: string, who: string) => `Am ${at} schrieb ${who}:`,
    passedOn: 'Weitergeleitete Nachricht',
    from: 'Von',
    at: 'Datum',
    subject: 'Betreff',
    to: 'An',
  },
  en: {
    wrote: (at: string, who: string) => `On ${at}, ${who} wrote:`,
    passedOn: 'Forwarded message',
    from: 'From',
    at: 'Date',
    subject: 'Subject',
    to: 'To',
  },
} as const;

function instant(at: Date, { language, timeZone }: Manner): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}

/** The parts of a mail's body; each may be empty. */
export interface BodyParts {
  text: string;
  signature: string;
  /** The line above what is quoted. */
  heading: string;
  quoted: string;
  /** Quoted with `>` (an answer), or as it was (passed on). */
  isMarked: boolean;
}

/** Puts a mail's body together: what was written, the signature, and the mail it is about. */
export function bodyParts(
  mode: MailMode,
  written: { text: string; signature: string },
  mail: QuotedMail | null,
  manner: Manner,
): BodyParts {
  if (mode === 'new' || mail === null) return { ...written, heading: '', quoted: '', isMarked: false };
  const words = WORDS[manner.language];
  const who = mail.from ? named(mail.from) : '?';
  const quoted = mail.text
    .slice(0, MOST_QUOTED)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  if (mode === 'reply') return { ...written, heading: words.wrote(instant(mail.at, manner), who), quoted, isMarked: true };
  const lines = [
    `---------- ${words.passedOn} ----------`,
    `${words.from}: ${who}`,
    `${words.at}: ${instant(mail.at, manner)}`,
    `${words.subject}: ${mail.subject}`,
    `${words.to}: ${mail.to.map(named).join(', ')}`,
  ];
  return { ...written, heading: lines.join('\n'), quoted, isMarked: false };
}

/** The body as plain text; the signature behind the customary `-- ` (RFC 3676). */
export function plainBody({ text, signature, heading, quoted, isMarked }: BodyParts): string {
  const marked = isMarked ? quoted.replace(/^/gm, '> ').replace(/^> $/gm, '>') : quoted;
  const parts = [
    text.trimEnd(),
    signature === '' ? '' : `-- \n${signature.trimEnd()}`,
    heading === '' ? '' : `${heading}\n${isMarked ? '' : '\n'}${marked}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
const lines = (text: string) => escaped(text.trimEnd()).replace(/\r?\n/g, '<br>\n');

/** The same body as HTML, for programs that fold quotes and signatures. */
export function htmlBody({ text, signature, heading, quoted, isMarked }: BodyParts): string {
  const quote = isMarked ? `<blockquote type="cite">${lines(quoted)}</blockquote>` : `<div>${lines(quoted)}</div>`;
  return [
    '<!doctype html><html><body>',
    `<div>${lines(text)}</div>`,
    signature === '' ? '' : `<div class="signature"><br>-- <br>\n${lines(signature)}</div>`,
    heading === '' ? '' : `<div><br>${lines(heading)}<br></div>${quote}`,
    '</body></html>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** A signature with the writer's name in it. */
export function signatureOf(template: string, name: string): string {
  return template.replaceAll('{name}', name).trim();
}
