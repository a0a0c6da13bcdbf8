import { isCommonWord, saidWords } from '../../../../shared/domain/search-words.js';
import type { Stems } from '../stems.query.js';

/** What is searched of one ticket, by the weight a word has there. */
export interface TicketTexts {
  /** Subject, number, and the subjects of tickets that went up in it. */
  subject: readonly string[];
  /** Names and addresses of who wrote and of whose ticket it is. */
  senders: readonly string[];
  /** Names of files, and tags. */
  files: readonly string[];
  /** What was written, the latest first. */
  bodies: readonly string[];
  hasFile: boolean;
}

/** The word of tickets to which a file was attached. */
export const HAS_FILE = '#file';
/** Of one ticket this many words are indexed: what is beyond is machine-made. */
const MOST_WORDS = 60_000;
/** PostgreSQL takes no document whose words and places fill more than a megabyte. */
const MOST_BYTES = 900_000;
/** Between two texts, so that no phrase runs from one into the next. */
const GAP = 8;
/** PostgreSQL counts no further, and keeps this many places of a word. */
const LAST_POSITION = 16_383;
const MOST_PLACES = 64;

interface Part {
  weight: 'A' | 'B' | 'C' | '';
  words: readonly string[];
}

/** The words of the texts, in order. Names and files keep their common words: somebody is called Will. */
export function partsOf(texts: TicketTexts): Part[] {
  const parts: Part[] = [];
  let left = MOST_WORDS;
  const take = (weight: Part['weight'], said: readonly string[]) => {
    for (const text of said) {
      const words = saidWords(text)
        .slice(0, left)
        .map(({ word }) => word);
      left -= words.length;
      if (words.length > 0) parts.push({ weight, words });
    }
  };
  take('A', texts.subject);
  take('B', texts.senders);
  take('C', texts.files);
  take('', texts.bodies);
  return parts;
}

/** The document as PostgreSQL reads a tsvector: every stem with the places where it stands, and `more` words without a place. */
export function documentOf(parts: readonly Part[], stems: Stems, more: readonly string[]): string {
  const places = new Map<string, string[]>();
  let left = MOST_BYTES;
  const put = (stem: string, place: string) => {
    const there = places.get(stem);
    const cost = there ? 2 : Buffer.byteLength(stem) + 8;
    if (left < cost || (there && there.length >= MOST_PLACES)) return;
    left -= cost;
    if (there) there.push(place);
    else places.set(stem, [place]);
  };
  let position = 1;
  for (const { weight, words } of parts) {
    const keepsCommon = weight === 'B' || weight === 'C';
    for (const word of words) {
      if (keepsCommon || !isCommonWord(word))
        for (const stem of stems.get(word) ?? [word]) put(stem, `${Math.min(position, LAST_POSITION)}${weight}`);
      position += 1;
    }
    position += GAP;
  }
  return [...[...places].map(([stem, at]) => `'${stem}':${at.join(',')}`), ...more.map((word) => `'${word}'`)].join(' ');
}
