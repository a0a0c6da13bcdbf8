import type { MailAddress, ParsedMail } from '../../adapters/mailbox/port.js';

/** Local parts behind which nobody sits: no person is made of them. */
const MACHINE =
  /^(?:no-?reply|do-?not-?reply|noreply-.*|.*[._-]no-?reply|mailer-daemon|postmaster|bounces?|.*-bounces|daemon|root|www-data|wordpress|notifications?|listserv|majordomo)$/i;
const BEHALF = /\b(?:via|on behalf of|im auftrag von)\b/i;

/** Who wrote a mail, and where an answer goes. */
export interface Sender {
  name: string;
  /** Lower case; '' when the mail names nobody. */
  address: string;
  /** Nobody sits behind the address. */
  isMachine: boolean;
}

/**
 * Who a mail is from. From, as a rule. A single Reply-To stands for the person where From is only the way it took: our own address (a form on a web page),
 * an address nobody reads, or a service that says "via" or "on behalf of". `own`: addresses of ours, lower case.
 */
export function senderOf(mail: Pick<ParsedMail, 'from' | 'sender' | 'replyTo'>, own: ReadonlySet<string>): Sender {
  const from = mail.from ?? mail.sender ?? mail.replyTo[0] ?? null;
  const others = mail.replyTo.filter(({ address }) => address !== '' && !own.has(address.toLowerCase()) && !isMachine(address));
  const [answer] = others;
  if (!from) return describe(null);
  const isOnlyTheWay = own.has(from.address.toLowerCase()) || isMachine(from.address) || BEHALF.test(from.name);
  if (isOnlyTheWay && others.length === 1 && answer)
    return describe({ name: answer.name || nameBehind(from, own), address: answer.address });
  return describe(from);
}

function describe(party: MailAddress | null): Sender {
  const given = party?.address.toLowerCase() ?? '';
  // Longer ones no server delivers to (RFC 5321, 4.5.3.1): they name nobody.
  const address = given.length > 254 ? '' : given;
  return { name: party?.name ?? '', address, isMachine: isMachine(address) };
}

/** `Petra Kurz via Formular` names the person; our own name does not. */
function nameBehind(from: MailAddress, own: ReadonlySet<string>): string {
  return own.has(from.address.toLowerCase()) ? '' : from.name;
}

function isMachine(address: string): boolean {
  return MACHINE.test(address.slice(0, Math.max(0, address.lastIndexOf('@'))));
}

/** Everybody who takes part in a mail: From, Reply-To, To, Cc without our own, lower case, each once. */
export function partiesOf(mail: Pick<ParsedMail, 'fromAll' | 'from' | 'replyTo' | 'to' | 'cc'>, own: ReadonlySet<string>): string[] {
  const all = [...(mail.from ? [mail.from] : []), ...mail.fromAll, ...mail.replyTo, ...mail.to, ...mail.cc];
  const addresses = all.map(({ address }) => address.toLowerCase()).filter((address) => address !== '' && !own.has(withoutPlus(address)));
  return [...new Set(addresses)].slice(0, 200);
}

/** An address without what stands behind a plus: where its mail arrives. */
export function withoutPlus(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}
