import { cleanAddress, parseAddresses } from '../mime/addresses.js';
import { nestedHeaders } from '../mime/attachments.js';
import { storable } from '../mime/charset.js';
import type { Leaf } from '../mime/collector.js';
import type { Headers } from '../mime/header-fields.js';
import { parseMessageIds } from '../mime/message-ids.js';
import type { Part } from '../mime/part.js';
import type { BounceRecipient, BounceReport, MailAddress } from '../port.js';
import { readComplaint, readSesNotification } from './complaint.js';
import { readDeliveryStatus, type StatusGroup } from './delivery-status.js';
import { originalHeaders, originalOf } from './original.js';
import { isHard, reasonOf } from './reason.js';
import { addressesIn, readReportText, reportLines } from './report-text.js';
import { derivedStatus, statusOf } from './status.js';

interface About {
  root: Part;
  leaves: readonly Leaf[];
  headers: Headers;
  text: string;
  from: MailAddress | null;
  subject: string;
}

type Recipients = Pick<BounceReport, 'kind' | 'recipients'>;

/** Builds one recipient from what is said about it. */
function recipient(about: {
  address: string;
  given: string | null;
  diagnostic: string;
  action: string;
  context: string;
  more?: string;
}): BounceRecipient {
  const { address, given, action, context } = about;
  const isTold = !/^(?:onhold|undefined)$/.test(reasonOf(about.diagnostic, statusOf({ given, diagnostic: about.diagnostic }), context));
  const diagnostic = isTold ? about.diagnostic : (about.more ?? about.diagnostic);
  const said = statusOf({ given, diagnostic });
  const isDone = /^(?:delivered|relayed|expanded|deliverable)$/.test(action);
  // The words in brackets behind a status are the reporter's own.
  const cause = reasonOf(`${/\(([^)]*)\)/.exec(given ?? '')?.[1] ?? ''}\n${diagnostic}`, said, context);
  const isVague = cause === 'onhold' || cause === 'undefined' || cause === 'systemerror';
  const reason = isDone ? 'delivered' : action === 'delayed' && isVague ? 'expired' : cause;
  const status = said ?? derivedStatus(reason, diagnostic);
  return {
    address: storable(address),
    status,
    reason,
    diagnostic: storable(diagnostic.replace(/\s+/g, ' ').trim().slice(0, 1000)),
    hard: isHard(reason, status),
  };
}

function kindOf(groups: readonly StatusGroup[]): BounceReport['kind'] {
  if (groups.length > 0 && groups.every(({ action }) => /^(?:delivered|relayed|expanded)$/.test(action))) return 'success';
  return groups.length > 0 && groups.every(({ action }) => action === 'delayed') ? 'delay' : 'failure';
}

/** What the prose of the report says about an address the machine-readable part names without a reason. */
function proseAbout(lines: readonly string[], address: string): string {
  const at = lines.findIndex((line) => address !== '' && line.toLowerCase().includes(address.toLowerCase()));
  return at < 0 ? '' : lines.slice(at, at + 8).join('\n');
}

function fromStatus(groups: StatusGroup[], about: About): Recipients {
  const lines = reportLines(about.text);
  const failed = groups.filter(({ action }) => action === 'failed');
  // Where some failed, the others need no attention.
  const shown = failed.length > 0 ? failed : groups;
  const recipients = shown.map(({ address, status, diagnostic, action }) =>
    recipient({
      address,
      given: status,
      diagnostic: diagnostic || proseAbout(lines, address) || (status?.replace(/^[\d.\s]+/, '') ?? ''),
      action,
      context: lines.join('\n'),
    }),
  );
  return { kind: kindOf(shown), recipients };
}

const DAEMON =
  /^(?:mailer-?daemon|poo?st_?-?master|mail-?daemon|postoffice|mailadmin|mdaemon|double-bounce|bounces?|mailsystem|mail-?delivery|\S*mailer-daemon\S*)$/i;
const FAILURE_SUBJECT =
  /undeliver|undelivered|returned (?:mail|to sender|e-?mail)|delivery (?:fail|status|report|problem|error|notification|has failed|delayed|warning)|failure (?:notice|delivery)|mail delivery|delivery failure|error sending your mail|malformed|(?:mail|message) (?:system error|could not|not delivered|status|failure|delayed|blocked|you sent blocked)|non-? ?(?:delivery|remis|délivr)|nondeliver|could not (?:send|deliver|be delivered)|permanent fatal|user unknown|bounce|unzustellbar|nicht zugestellt|zustellung|unbekannt|mail failure|warning: (?:could not|message)|rejected|errors? from|mail error|notification d'?.{0,10}(?:échec|etat)|onbestelbaar|niet bezorgd|no (?:se )?(?:pudo|entregad)|mancato recapito|недостав|не доставлен|送信でき|配信(?:不能|エラー)|エラー|delivery\b.*\bfail|failed|quarantine|blocked|loop alert|delayed mail/i;
const FAILURE_TEXT =
  /(?:could not|couldn't|cannot|can ?not|was not able|wasn't able|unable|failed|not|fail(?:ure|ing)?)[^.\n]{0,60}(?:deliver|sen[dt]|reach|relay|process)|(?:deliver(?:y|ed)|recipient|addressee|mailbox|user|address)[^.\n]{0,80}(?:fail|error|unknown|not|full|reject|problem|impossible|undeliver|delay)|undeliver|returned to (?:you|sender)|error (?:has |was )?(?:occurred|encountered)|failure reason|trouble delivering|following recipients?|refused to accept|(?:unknown|invalid) user|incorrectly constructed|exceeds|duplicated message|permanent (?:fatal )?error|nicht (?:zugestellt|zustellbar|ausgeliefert)|did not reach|following (?:address|recipient|addresses|error)|transcript of session|(?:mail|message) (?:was )?(?:rejected|blocked|refused)|non remis|n'a pas pu|no se (?:ha )?pud|non (?:è stato possibile|consegnat)|не (?:было |может быть |удалось )?достав|(?:^|\s)5[05]\d[ -]/im;

/** Sentences of mail systems that no person writes. */
const PLAIN_FAILURE =
  /did not reach the following recipient|created automatically by mail delivery software|this is the qmail-send program|transcript of session follows|technical details of (?:permanent|temporary) failure|could not be delivered to (?:one or more|the following)|^error message below:/im;

/** Two signs are asked for: a writer that is a mail system, and words of failure. A person who quotes a failure is no bounce. */
function looksLikeBounce({ headers, from, subject, text }: About): boolean {
  if (headers.has('x-failed-recipients')) return true;
  const path = headers.has('return-path') ? (parseAddresses(headers.raw('return-path'))[0]?.address ?? '') : null;
  const isDaemon =
    DAEMON.test((from?.address ?? '').split('@')[0] ?? '') ||
    /mail delivery (?:sub)?system|mailer.?daemon|mail administrator|mail server|postmaster/i.test(from?.name ?? '');
  const isNameless = path === '' || /^<?mailer-daemon/i.test(path ?? '') || (from?.address ?? '') === '';
  if (!isDaemon && !isNameless) return false;
  return PLAIN_FAILURE.test(text) || (FAILURE_SUBJECT.test(subject) && (isDaemon || FAILURE_TEXT.test(text)));
}

function fromProse(about: About, original: Headers | null): Recipients | null {
  const lines = reportLines(about.text);
  const strangers = new Set(
    [about.from?.address ?? '', ...parseAddresses(about.headers.raw('to')).map(({ address }) => address)]
      .filter((address) => address !== '')
      .map((address) => address.toLowerCase()),
  );
  const found = readReportText(lines, strangers);
  const header = addressesIn(about.headers.text('x-failed-recipients'));
  const addresses = header.length > 0 ? header : found.map(({ address }) => address);
  const whole = lines.join('\n');
  if (addresses.length === 0) addresses.push(...guessed(lines, strangers, original));
  const recipients = addresses.map((address) => {
    const own = found.find((item) => item.address.toLowerCase() === address.toLowerCase());
    return recipient({
      address,
      given: null,
      diagnostic: own?.diagnostic ?? (proseAbout(lines, address) || whole),
      action: isDelay(about) ? 'delayed' : 'failed',
      context: whole,
      more: own?.more ?? whole,
    });
  });
  return recipients.length > 0 ? { kind: isDelay(about) ? 'delay' : 'failure', recipients } : null;
}

/** No address stands where one is expected: the only one the report names, else whom the original was for. */
function guessed(lines: readonly string[], strangers: ReadonlySet<string>, original: Headers | null): string[] {
  const named = addressesIn(lines.join('\n')).filter(
    (address) => !strangers.has(address.toLowerCase()) && !DAEMON.test(address.split('@')[0] ?? ''),
  );
  if (named.length > 0) return named.slice(0, 1);
  const to = cleanAddress(parseAddresses(original?.raw('to') ?? '')[0]?.address ?? '');
  return to === '' ? [] : [to];
}

const isDelay = ({ subject, text }: About) =>
  /delay|warning|verzöger/i.test(subject) &&
  /(?:will|is being|wird)[^.]{0,40}(?:retr|try|continue|keep|delay|versuch)|not (?:yet )?been delivered|this is a warning/i.test(text);

/** A read receipt (RFC 8098) is about a mail of ours, too; it asks for nothing. */
function fromReceipt(leaf: Leaf): Recipients {
  const fields = nestedHeaders(leaf.bytes);
  const address = cleanAddress((fields.raw('final-recipient') || fields.raw('original-recipient')).replace(/^\s*[\w-]+\s*;/, ''));
  return { kind: 'read', recipients: [{ address, status: null, reason: 'read', diagnostic: fields.text('disposition'), hard: false }] };
}

type Ses = ReturnType<typeof readSesNotification>;

function read(about: About, original: Headers | null, ses: Ses): Recipients | null {
  const of = (pattern: RegExp) => about.leaves.filter(({ part, bytes }) => pattern.test(part.type) && bytes.length > 0);
  const feedback = of(/^message\/feedback-report$/)[0];
  if (feedback) return { kind: 'complaint', recipients: readComplaint(feedback, original) };
  const receipt = of(/^message\/(?:global-)?disposition-notification$/)[0];
  if (receipt) return fromReceipt(receipt);
  const groups = of(/^message\/(?:global-)?delivery-status$/).flatMap(({ bytes }) => readDeliveryStatus(bytes.toString('latin1')));
  if (groups.length > 0) return fromStatus(groups, about);
  if (ses) {
    const action = ses.kind === 'success' ? 'delivered' : 'failed';
    const recipients = ses.recipients.map(({ address, status, diagnostic }) =>
      recipient({ address, given: status, diagnostic, action, context: '' }),
    );
    return {
      kind: ses.kind,
      recipients:
        ses.kind === 'complaint' ? recipients.map((one) => ({ ...one, reason: 'feedback', status: null, hard: false })) : recipients,
    };
  }
  if (!looksLikeBounce(about)) return null;
  const fields = about.text.search(/^(?:reporting-mta|final-recipient|action):/im);
  const inText = readDeliveryStatus(about.text.slice(Math.max(0, fields)));
  return inText.some(({ address }) => address !== '') ? fromStatus(inText, about) : fromProse(about, original);
}

/** Characters of a report and of one of its lines that are looked at: its patterns are for prose, and slow on a line of a million blanks. */
const MAX_REPORT = 300_000;
const MAX_LINE = 1000;

const tamed = (text: string) =>
  text
    .slice(0, MAX_REPORT)
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE).trimEnd())
    .join('\n');

/** Reads a report about a mail sent before: a standard one (RFC 3464, 5965, 8098) or one of the many in prose; null for any other mail. */
export function readBounce(message: About): BounceReport | null {
  const about = { ...message, text: tamed(message.text) };
  const original = originalHeaders(about.leaves, about.text);
  const found = read(about, original, readSesNotification(message.text));
  if (!found) return null;
  const { originalMessageId, ...rest } = originalOf(original);
  // Some reports carry no copy but answer the mail they are about.
  const answered = parseMessageIds(about.headers.raw('in-reply-to'))[0] ?? parseMessageIds(about.headers.raw('references')).at(-1) ?? null;
  return { ...found, hard: found.recipients.some(({ hard }) => hard), originalMessageId: originalMessageId ?? answered, ...rest };
}
