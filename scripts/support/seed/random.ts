/** A stream of numbers that is the same for the same seed, on every machine. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** The next number, 0 ≤ n < 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  /** An integer, 0 ≤ n < `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }
  happens(share: number): boolean {
    return this.next() < share;
  }
  /** One of the list, all alike. Throws for an empty list. */
  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
  /** An index below `count` after Zipf and Mandelbrot (exponent 1, shift `shift`): few are met often, most hardly ever. */
  skewed(count: number, shift: number): number {
    return Math.min(count - 1, Math.floor(shift * ((count + shift) / shift) ** this.next()) - shift);
  }
}

/** The id of the `index`th thing of a kind: UUID version 7 in form, always the same for the same seed. */
export function seededId(seed: number, kind: number, index: number): string {
  const dice = new Dice(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35));
  const time = (1_600_000_000_000 + index * 100).toString(16).padStart(12, '0');
  const [a, b] = [hex8(dice), hex8(dice)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${b}${kind.toString(16).padStart(2, '0')}${a.slice(6)}`;
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
// Millions of ids are made: four look-ups are faster than formatting and padding a number.
function hex8(dice: Dice): string {
  const word = Math.floor(dice.next() * 4_294_967_296);
  return `${BYTES[word >>> 24]}${BYTES[(word >>> 16) & 255]}${BYTES[(word >>> 8) & 255]}${BYTES[word & 255]}`;
}
