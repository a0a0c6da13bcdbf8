import { foldWord, saidWords, umlautFolded } from '../../../../shared/domain/search-words.js';
import type { Mark } from '../../../../shared/models/search.js';

/** Letters of a passage. */
const LENGTH = 180;
/** Letters before the first marked word of a passage. */
const BEFORE = 40;

/** Tells whether a word of a text is one that was searched for. */
export type Matcher = (word: string) => boolean;

/** The stretches of a text to mark. */
export function marksIn(text: string, matches: Matcher): Mark[] {
  return saidWords(text).flatMap(({ word, start, end }): Mark[] => (matches(word) ? [[start, end]] : []));
}

/** The part of a text that holds the most of what was searched for, in one line, with its marks; null when it holds nothing of it. */
export function passageOf(text: string, matches: Matcher): { text: string; marks: Mark[]; score: number } | null {
  const line = text.replace(/\s/gu, ' ');
  const marks = marksIn(line, matches);
  const first = marks[0];
  if (!first) return null;
  let best = { from: first[0], score: 0 };
  for (const [from] of marks) {
    const inside = marks.filter(([start, end]) => start >= from && end <= from + LENGTH - BEFORE);
    const score = new Set(inside.map(([start, end]) => umlautFolded(foldWord(line.slice(start, end))).slice(0, 5))).size;
    if (score > best.score) best = { from, score };
  }
  const start = best.from <= BEFORE ? 0 : wordStart(line, best.from - BEFORE);
  const end = start + LENGTH >= line.length ? line.length : wordEnd(line, start + LENGTH);
  const lead = start === 0 ? '' : '… ';
  const shift = lead.length - start;
  return {
    text: `${lead}${line.slice(start, end)}${end === line.length ? '' : ' …'}`,
    marks: marks.filter((mark) => mark[0] >= start && mark[1] <= end).map(([from, to]): Mark => [from + shift, to + shift]),
    score: best.score,
  };
}

function wordStart(line: string, near: number): number {
  const at = line.indexOf(' ', near);
  return at < 0 || at > near + BEFORE - 4 ? near : at + 1;
}
function wordEnd(line: string, near: number): number {
  const at = line.lastIndexOf(' ', near);
  return at < near - BEFORE ? near : at;
}
