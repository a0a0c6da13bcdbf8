import type { SearchTerm } from '../../../../shared/domain/search-query.js';
import { isCommonWord, saidWords, umlautFolded } from '../../../../shared/domain/search-words.js';
import type { Passage } from '../../../../shared/models/search.js';
import type { Ctx } from '../../../core/context.js';
import { queryWithin } from '../../../core/db/query-within.js';
import { SAID_OPENLY } from '../indexing/ticket-texts.query.js';
import { type Stems, stemsOf } from '../stems.query.js';
import { type Matcher, passageOf } from './marks.js';

/** Passages shown of one ticket; texts looked at for them, the latest that may hold a word. */
const SHOWN = 3;
const LOOKED_AT = 12;
const MOST_LETTERS = 50_000;
/** How long passages are looked for, ms: the tickets are found without them. */
const MOST_MS = 3000;

interface Said {
  ticketId: string;
  kind: Passage['kind'];
  at: Date;
  by: string | null;
  text: string;
}

const SAID = `
SELECT k.id AS "ticketId", x.* FROM unnest($1::uuid[]) AS k(id) CROSS JOIN LATERAL (
  (SELECT m.kind, m.created_at AS at, coalesce(a.name, nullif(m.mail->'from'->>'name', ''), m.mail->'from'->>'address') AS by, left(m.text, $3) AS text
   FROM messages m LEFT JOIN accounts a ON a.id = m.author_id WHERE m.ticket_id = k.id AND m.text ~* $2 ORDER BY m.created_at DESC LIMIT ${LOOKED_AT})
  UNION ALL
  (SELECT 'file', m.created_at, coalesce(a.name, nullif(m.mail->'from'->>'name', ''), m.mail->'from'->>'address'), f->>'name'
   FROM messages m LEFT JOIN accounts a ON a.id = m.author_id CROSS JOIN jsonb_array_elements(m.mail->'attachments') f
   WHERE m.ticket_id = k.id AND f->>'name' ~* $2 ORDER BY m.created_at DESC LIMIT ${LOOKED_AT})
  UNION ALL
  (SELECT 'contact', i.at, a.name, left(concat_ws(E'\\n', i.summary, nullif(i.text, '')), $3)
   FROM interactions i LEFT JOIN accounts a ON a.id = i.account_id
   WHERE i.ticket_id = k.id AND i.message_id IS NULL AND ${SAID_OPENLY} AND concat_ws(' ', i.summary, i.text) ~* $2 ORDER BY i.at DESC LIMIT ${LOOKED_AT})) x`;

/** Words and stems that were searched for and are to be marked. */
export interface Sought {
  stems: ReadonlySet<string>;
  /** Of the word still being typed. */
  beginnings: readonly string[];
  /** A regular expression that every text with one of them fits; null: nothing was sought. */
  hint: string | null;
}

/** What to mark of some terms. */
export function soughtOf(terms: readonly SearchTerm[], stems: Stems, asBeginning: boolean): Sought {
  const positive = terms.filter(({ isNot }) => !isNot);
  const words = positive.flatMap(({ words: said, field }) => said.filter((word) => field !== null || !isCommonWord(word)));
  const last = positive.at(-1);
  const begun = asBeginning && last?.isBegun ? last.words.at(-1) : undefined;
  const wanted = words.flatMap((word) => [...(stems.get(word) ?? [word])]);
  return {
    stems: new Set(wanted),
    beginnings: begun === undefined ? [] : [...new Set([begun, umlautFolded(begun)])],
    hint: words.length === 0 ? null : `(${[...new Set(words.map((word) => loose(umlautFolded(word).slice(0, 3))))].join('|')})`,
  };
}

/** Letters as they may be written: accents, umlauts in two spellings, ß. */
const SPELLINGS: Record<string, string> = {
  ...{
    a: '(ae|[aäàáâãåæ])',
    o: '(oe|[oöòóôõøœ])',
    u: '(ue|[uüùúû])',
    e: '[eéèêë]',
    i: '[iíìîïı]',
    c: '[cç]',
    n: '[nñ]',
    s: '[sß]',
    y: '[yýÿ]',
  },
};
const loose = (start: string) => [...start].map((letter) => SPELLINGS[letter] ?? letter).join('');

/** Knows of each word of the texts whether it is one that was sought. Asks for the stems of those alone that begin like one. */
export async function matcherFor(ctx: Ctx, texts: readonly string[], sought: Sought): Promise<Matcher> {
  const starts = new Set([...sought.stems, ...sought.beginnings].map((stem) => stem.slice(0, 2)));
  const like = (word: string) => starts.has(word.slice(0, 2)) || starts.has(umlautFolded(word).slice(0, 2));
  const words = new Set(texts.flatMap((text) => saidWords(text).map(({ word }) => word)));
  const stems = await stemsOf(ctx, [...words].filter(like));
  return (word) =>
    (stems.get(word) ?? []).some((stem) => sought.stems.has(stem)) ||
    sought.beginnings.some((start) => word.startsWith(start) || umlautFolded(word).startsWith(start));
}

/**
 * Texts of the tickets in which a sought word may stand: of what everybody who sees the ticket may read; none when looking takes too long (tickets of
 * thousands of mails). Index: messages_ticket, interactions_ticket.
 */
export async function saidOn(ctx: Ctx, ticketIds: readonly string[], { hint }: Sought): Promise<Said[]> {
  if (hint === null || ticketIds.length === 0) return [];
  return (await queryWithin<Said>(ctx.db, MOST_MS, { sql: SAID, params: [ticketIds, hint, MOST_LETTERS] })) ?? [];
}

/** The best passages of each ticket. */
export function passagesOf(said: readonly Said[], matches: Matcher): Map<string, Passage[]> {
  const found = said.flatMap(({ ticketId, kind, at, by, text }) => {
    const part = passageOf(text, matches);
    return part ? [{ ticketId, score: part.score, passage: { kind, at: at.toISOString(), by, text: part.text, marks: part.marks } }] : [];
  });
  found.sort((a, b) => b.score - a.score || (a.passage.at < b.passage.at ? 1 : -1));
  const byTicket = new Map<string, Passage[]>();
  for (const { ticketId, passage } of found) {
    const kept = byTicket.get(ticketId) ?? [];
    if (kept.length < SHOWN && !kept.some(({ text }) => text === passage.text)) byTicket.set(ticketId, [...kept, passage]);
  }
  return byTicket;
}
