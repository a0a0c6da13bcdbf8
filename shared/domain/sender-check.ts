import type { MailParty } from '../models/mail.js';

/**
 * What is wrong with how a sender calls themselves. `other-address`: the name is itself a mail address of another domain. `our-name`: a name of ours before a
 * foreign address. `look-alike`: a domain that reads like one of ours and is not.
 */
export type SenderFlag = 'other-address' | 'our-name' | 'look-alike';

/** What is ours, to tell an imitation by. */
export interface OurSelves {
  /** Domains of our mailboxes. */
  domains: readonly string[];
  /** Names of our mailboxes and colleagues. */
  names: readonly string[];
}

/** Signs that are read as another one, after accents were taken away: digits, Cyrillic and Greek letters (Unicode TS 39 calls them confusables). */
const READ_AS: Record<string, string> = {
  ...{ '0': 'o', '1': 'l', i: 'l', '3': 'e', '5': 's', '|': 'l' },
  ...{
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    ѕ: 's',
    і: 'l',
    ј: 'j',
    һ: 'h',
    ԁ: 'd',
    ӏ: 'l',
    к: 'k',
    м: 'm',
    т: 't',
    в: 'b',
    н: 'h',
  },
  ...{ α: 'a', ο: 'o', ρ: 'p', ν: 'v', ι: 'l', κ: 'k', τ: 't', υ: 'u' },
};

/** The domain of an address, lower case, punycode read. */
export function domainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (fromPunycode(label.slice(4)) ?? label) : label))
    .join('.');
}

/** What somebody reads who does not look twice. */
function skeleton(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...plain]
    .map((sign) => READ_AS[sign] ?? sign)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('-', '');
}

/** True when one sign more, less, other or two swapped make one of the other; short words are left alone. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const rest = (text: string, from: number) => text.slice(from);
  return (
    rest(a, at + 1) === rest(b, at + 1) ||
    rest(a, at) === rest(b, at + 1) ||
    rest(a, at + 1) === rest(b, at) ||
    (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2))
  );
}

const isPart = (domain: string, of: string) => domain === of || domain.endsWith(`.${of}`);
const NAMED_ADDRESS = /[^\s@<>"']+@((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/u;

/** Says what is wrong with a sender; nothing is for most. */
export function senderFlags({ name, address }: MailParty, ours: OurSelves): SenderFlag[] {
  const domain = domainOf(address);
  if (ours.domains.some((one) => isPart(domain, one.toLowerCase()))) return [];
  const named = NAMED_ADDRESS.exec(name)?.[1]?.toLowerCase();
  const said = skeleton(name.trim());
  const read = skeleton(domain);
  return [
    ...(named && !isPart(domain, named) && !isPart(named, domain) ? (['other-address'] as const) : []),
    ...(said !== '' && ours.names.some((one) => skeleton(one.trim()) === said) ? (['our-name'] as const) : []),
    ...(ours.domains.some((one) => read === skeleton(one) || isOneSlipAway(read, skeleton(one))) ? (['look-alike'] as const) : []),
  ];
}

const BASE = 36;
const [T_MIN, T_MAX, SKEW, DAMP] = [1, 26, 38, 700];

function adapted(delta: number, points: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? DAMP : 2));
  left += Math.floor(left / points);
  let k = 0;
  for (; left > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) left = Math.floor(left / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW));
}

function digitOf(sign: string | undefined): number {
  const at = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(sign ?? '?');
  return at < 0 ? BASE : at;
}

/** One label of an internationalised domain as it is shown (RFC 3492); null when it is no such thing. */
function fromPunycode(label: string): string | null {
  const cut = label.lastIndexOf('-');
  const out = [...label.slice(0, Math.max(0, cut))].map((sign) => sign.codePointAt(0) ?? 0);
  let [code, at, bias, from] = [128, 0, 72, cut < 0 ? 0 : cut + 1];
  while (from < label.length) {
    const before = at;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(label[from++]);
      if (digit >= BASE) return null;
      at += digit * weight;
      const limit = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < limit) break;
      weight *= BASE - limit;
    }
    bias = adapted(at - before, out.length + 1, before === 0);
    code += Math.floor(at / (out.length + 1));
    at %= out.length + 1;
    if (code > 0x10ffff) return null;
    out.splice(at++, 0, code);
  }
  return String.fromCodePoint(...out);
}
