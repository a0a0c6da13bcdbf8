/** One recipient as a report in prose names it. */
export interface TextRecipient {
  address: string;
  diagnostic: string;
  /** What follows, for a paragraph that only announces it. */
  more: string;
}

/** Where the report ends and the mail it is about begins. */
const ORIGINAL =
  /^[\s>*|#-]*(?:-{2,}|={2,}|_{2,}|\*{2,})?\s*(?:below this line is a copy|this is a copy of (?:the|your) (?:message|mail)|enclosed is a copy|(?:the )?(?:original|returned|unsent|undelivered|undeliverable|failed|bounced|rejected) (?:message|mail|e-?mail)(?: (?:follows|header|text|below|is|was|contents)|\s*[-=_*:]|$)|(?:the )?(?:header|headers|body|text|content|first \d+ lines|copy|start) of (?:the |your )?(?:original |unsent |returned )?(?:message|mail)|message headers? (?:follow|is|are)|header follows|unsent message|begin (?:of )?(?:original|returned|message)|message (?:text|contents?) follows?|received message|original headers|your (?:original )?message (?:reads|follows|is|was sent with)|------ this is a copy)/i;

const HEADER_LINE = /^(?:Received|Return-Path|Message-I[dD]|MIME-Version|X-[\w-]+|Delivered-To|DKIM-Signature|Content-Type):\s?\S/;

const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]+(?:"[^"]*")?@(?:[\w-]+\.)+[\w-]{2,}|"[^"\n]+"@(?:[\w-]+\.)+[\w-]{2,}/g;

/** Lines before the copy of the original. */
export function reportLines(text: string): string[] {
  const lines = text.replace(/\r/g, '').split('\n');
  const end = lines.findIndex((line, at) => {
    if (at > 0 && ORIGINAL.test(line)) return true;
    return HEADER_LINE.test(line) && HEADER_LINE.test(lines.slice(at + 1, at + 6).find((next) => HEADER_LINE.test(next)) ?? '');
  });
  return (end > 0 ? lines.slice(0, end) : lines).slice(0, 400);
}

/** An address that stands where reports put the one that failed. */
const STRONG: readonly RegExp[] = [
  /^\s*(?:>>> )?(?:\d+\s+)?<([^<>\s]+@[^<>\s]+)>\s*(?::|\(|\.\.\.|;|,|$|<|\s-|\s\[)/,
  /^\s*(?:>>> )?"?([^\s<>"():;,=[\]]+@[^\s<>"():;,=[\]]+)"?\s*(?:$|:\s*$|<|\(|\.\.\.|:\s|,\s|;\s|\s-\s|\s+(?:on|user|unknown|550|\d{3}|failed|\[))/i,
  /RCPT TO:\s*<?([^<>\s]+@[^<>\s]+?)>?(?:\s|$|:)/i,
  /(?:^|[\s(>])(?:recipients?|to|for|user|mailbox|addressee?s?|errors|empf(?:ä|ae)nger|an|destinataire|宛先)(?: address(?:es)?| is| was)?(?:\s*[:=]\s*|\s+)[<"'[(]?([^\s<>"'()[\],;:]+@[^\s<>"'()[\],;:]+)/i,
];

const trim = (address: string) => address.replace(/^mailto:/i, '').replace(/^[<"']+|[>"'.,;:]+$/g, '');

const isAddress = (text: string) => new RegExp(`^(?:${ADDRESS.source})$`).test(text);

function strongIn(line: string): string | null {
  for (const pattern of STRONG) {
    const found = trim(pattern.exec(line)?.[1] ?? '');
    if (found && isAddress(found)) return found;
  }
  return null;
}

/** The first paragraph of some lines. */
function paragraphOf(lines: readonly string[]): string {
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '');
  return lines.slice(0, end < 0 ? lines.length : end).join('\n');
}

/** Every address in a text. */
export function addressesIn(text: string): string[] {
  return [...new Set([...text.matchAll(ADDRESS)].map((match) => trim(match[0])))];
}

interface Mention {
  address: string;
  line: number;
}

/**
 * Recipients in a report written for people, with what is said about each: the lines from its address to the next one; where
 * addresses are listed before a transcript, the transcript counts for all of them. `strangers` are the report's own sender and reader.
 */
export function readReportText(lines: readonly string[], strangers: ReadonlySet<string>): TextRecipient[] {
  const others = mentionsIn(lines, strangers);
  // Who writes to himself is the reader and the one who failed.
  return describe(lines, others.length > 0 ? others : mentionsIn(lines, new Set()));
}

function mentionsIn(lines: readonly string[], strangers: ReadonlySet<string>): Mention[] {
  const mentions: Mention[] = [];
  // Before such a line the report repeats the header of the mail it is about.
  const start = lines.findIndex((line) => /following (?:recipients?|address(?:es)?)\b|(?:was|were) not delivered to:/i.test(line));
  lines.forEach((line, at) => {
    if (at <= start && !strongIn(line.replace(/^.*following/i, ''))) return;
    const address = strongIn(line);
    const isKnown = mentions.some((mention) => mention.address.toLowerCase() === address?.toLowerCase());
    if (address && !strangers.has(address.toLowerCase()) && !isKnown) mentions.push({ address, line: at });
  });
  return mentions;
}

function describe(lines: readonly string[], mentions: readonly Mention[]): TextRecipient[] {
  return mentions.map(({ address, line }, index) => {
    const next = mentions[index + 1]?.line ?? lines.length;
    const own = lines.slice(line, next);
    const isBare =
      own
        .join('')
        .replaceAll(address, '')
        .replace(/[<>\s():"]/g, '').length < 12;
    const naming = lines.filter((other, at) => at !== line && other.includes(address)).join('\n');
    const rest = lines.slice(mentions.at(-1)?.line ?? 0).join('\n');
    const more = isBare ? rest : own.join('\n');
    return { address, diagnostic: (isBare ? naming || rest : paragraphOf(own)).slice(0, 4000), more: more.slice(0, 4000) };
  });
}
