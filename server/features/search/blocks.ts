/**
 * Every document has a place: the later a ticket was active when it was written, the higher. Places are grouped into blocks of three sizes, and the blocks a
 * document lies in are words of it. So the index itself can be asked for the newest documents only: a search for words that half of all tickets have reads a
 * few thousand entries, not all of them.
 */
const SIZES = [12, 15, 18].map((bits) => BigInt(bits));

/** The words that say in which blocks a place lies. `#` stands in no word people write. */
export function blockWords(place: bigint): string[] {
  return SIZES.map((bits, level) => wordOf(level, place >> bits));
}

const wordOf = (level: number, block: bigint) => `#${level}.${block}`;

/** A stretch of places, and the words one of which every document in it has. */
export interface Stretch {
  words: readonly string[];
  /** How many places it spans. */
  span: number;
}

/** All places from `newest` down to `oldest` as stretches, newest first: small blocks until a larger one begins, then larger ones. */
export function stretches(newest: bigint, oldest: bigint): Stretch[] {
  const found: Stretch[] = [];
  let next = newest;
  for (const [level, bits] of SIZES.entries()) {
    const larger = SIZES[level + 1];
    let words: string[] = [];
    while (next >= oldest) {
      const block = next >> bits;
      words.push(wordOf(level, block));
      next = (block << bits) - 1n;
      const isAtEdge = larger === undefined || next >> larger !== (next + 1n) >> larger;
      // The first few blocks are asked for together: one of them alone may be nearly empty.
      const isFull = level > 0 || words.length >= 4;
      if (isFull || isAtEdge) {
        found.push({ words, span: words.length * Number(1n << bits) });
        words = [];
      }
      if (isAtEdge && larger !== undefined) break;
    }
    if (words.length > 0) found.push({ words, span: words.length * Number(1n << bits) });
  }
  return found;
}
