import { quoteStartAt } from './quote-headers.js';
import { phonesIn, signatureStart } from './signature.js';

/** What is new in a text, and the telephone numbers under it. */
export interface SplitReply {
  visible: string;
  phones: string[];
}

/** Lines of a text that are looked at; nobody types more. */
const MAX_LINES = 5000;

const isQuoted = (line: string) => /^\s{0,3}(?:>|&gt;|\|\s)/.test(line);
const isBlank = (line: string) => line.trim() === '';

/** The first line from `at` that says something. */
const nextWord = (lines: readonly string[], at: number) => lines.findIndex((line, index) => index >= at && !isBlank(line));

/** An attribution that belongs to the quote under it, however few words it has. */
function isShortAttribution(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim();
  const next = nextWord(lines, at + 1);
  return (
    next > 0 &&
    next <= at + 2 &&
    isQuoted(lines[next] ?? '') &&
    /[:：]$/.test(line) &&
    line.length < 200 &&
    /(?:wrote|schrieb|écrit|escrib|escreveu|scritto|schreef|skrev|kirjoitti|naps|napis|написал|写道|寫道|@|\d{1,2}:\d{2})/i.test(line)
  );
}

/** Marks every line as the writer's own or not. Below an unmarked original all is original, unless nothing stood above it. */
function ownLines(lines: readonly string[]): boolean[] {
  const own: boolean[] = [];
  let hasWords = false;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (isQuoted(line)) {
      own[at++] = false;
      continue;
    }
    const start = isBlank(line) ? null : quoteStartAt(lines, at);
    const next = start ? nextWord(lines, start.next) : -1;
    if (start?.kind === 'attribution' && next >= 0 && isQuoted(lines[next] ?? '')) {
      for (; at < start.next; at++) own[at] = false;
    } else if (start && hasWords) {
      for (; at < lines.length; at++) own[at] = false;
    } else if (start) {
      // Nothing above it: a forwarded mail is what was sent, its header included.
      for (; at < start.next; at++) own[at] = true;
    } else if (isShortAttribution(lines, at)) own[at++] = false;
    else {
      own[at++] = true;
      hasWords ||= !isBlank(line);
    }
  }
  return own;
}

/** Rules drawn above an original belong to it. */
function trimRules(lines: string[]): string[] {
  const end = lines.findLastIndex((line) => !isBlank(line) && !/^[\s>]*(?:[_*=-]{3,}|—{3,})\s*$/.test(line));
  return lines.slice(0, end + 1);
}

/** Runs of own lines, each with its place. */
function runsOf(lines: readonly string[], own: readonly boolean[]): string[][] {
  const runs: string[][] = [];
  lines.forEach((line, at) => {
    if (!own[at]) return;
    if (at === 0 || !own[at - 1]) runs.push([]);
    runs.at(-1)?.push(line);
  });
  return runs;
}

/**
 * Splits what a person wrote from quotes and signature. Text before a quote always stays, answers between and below quotes stay;
 * when nothing would be left, everything does.
 */
export function splitReply(text: string): SplitReply {
  const all = text.replace(/\u00a0/g, ' ').split('\n');
  const lines = all.slice(0, MAX_LINES);
  const pieces: string[] = [];
  const signatures: string[] = [];
  for (const run of runsOf(lines, ownLines(lines))) {
    const body = trimRules(run);
    const end = signatureStart(body, pieces.length === 0);
    signatures.push(...body.slice(end));
    const piece = trimRules(body.slice(0, end)).join('\n').trim();
    if (piece !== '') pieces.push(piece);
  }
  const visible = pieces.join('\n\n');
  const rest = all.length > MAX_LINES ? `\n${all.slice(MAX_LINES).join('\n')}` : '';
  const tail = signatures.length > 0 ? signatures : visible.split('\n').slice(-8);
  return { visible: visible === '' ? text.trim() : visible + rest, phones: phonesIn(tail) };
}
