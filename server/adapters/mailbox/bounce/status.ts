/** The standard code nearest to a cause, without its class (RFC 3463); for reports that name none. */
const SUBJECT: Record<string, string> = {
  userunknown: '1.1',
  hostunknown: '1.2',
  hasmoved: '1.6',
  rejected: '1.8',
  filtered: '2.0',
  suspend: '2.1',
  mailboxfull: '2.2',
  exceedlimit: '2.3',
  systemerror: '3.0',
  notaccept: '3.2',
  mesgtoobig: '3.4',
  networkerror: '4.0',
  toomanyconn: '4.5',
  expired: '4.7',
  syntaxerror: '5.2',
  contenterror: '6.0',
  securityerror: '7.0',
};
const POLICY = new Set([
  'blocked',
  'spamdetected',
  'virusdetected',
  'policyviolation',
  'authfailure',
  'norelaying',
  'requireptr',
  'badreputation',
  'speeding',
  'notcompliantrfc',
]);
/** Causes that pass by themselves. */
const PASSING = new Set(['expired', 'networkerror', 'toomanyconn', 'speeding', 'systemerror']);

const STATUS = /(?<![\d.])([245]\.[0-7]\.\d{1,3})(?![\d.]*\d)/g;

/** Every enhanced status code in a text, in its order. */
function statusesIn(text: string): string[] {
  return [...text.matchAll(STATUS)].map((match) => match[1] ?? '');
}

const isVague = (status: string) => /^\d\.0\.0$/.test(status);

/** The three-digit reply of the other server, if the text holds one. */
export function replyCodeOf(text: string): string | null {
  return /(?:^|[\s:;<('"])([45]\d\d)(?=[\s-]|$)/.exec(text)?.[1] ?? null;
}

/** The status code of a refusal: what the other side said last and precisely, else what the report gives. */
export function statusOf(about: { given: string | null; diagnostic: string }): string | null {
  const given = statusesIn(about.given ?? '')[0] ?? null;
  const said = statusesIn(about.diagnostic).filter((status) => !status.startsWith('2.'));
  const precise = said.filter((status) => !isVague(status));
  return precise.at(-1) ?? given ?? said[0] ?? null;
}

/** A standard code for a refusal without one: the class from the server's reply, the rest from the cause. */
export function derivedStatus(reason: string, diagnostic: string): string | null {
  const subject = SUBJECT[reason] ?? (POLICY.has(reason) ? '7.1' : null);
  const reply = replyCodeOf(diagnostic);
  const kind = reply?.[0] ?? (PASSING.has(reason) ? '4' : '5');
  return subject ? `${kind}.${subject}` : reply ? `${kind}.0.0` : null;
}
