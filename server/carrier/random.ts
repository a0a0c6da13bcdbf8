/** A small seeded generator (sfc32): the same seed gives the same day. Not for secrets. */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  constructor(seed: string) {
    this.reseed(seed);
  }

  /** Starts the sequence of `seed` from its beginning. */
  reseed(seed: string): void {
    let h = 0x811c9dc5;
    const word = () => {
      h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
      h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
      h ^= h >>> 16;
      return h >>> 0;
    };
    for (const char of seed) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
    this.#a = word();
    this.#b = word();
    this.#c = word();
    this.#d = 1;
    for (let i = 0; i < 12; i += 1) this.#step();
  }

  /** A number in [0, 1). */
  next(): number {
    return this.#step() / 0x1_0000_0000;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** `length` hexadecimal digits. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.#step().toString(16).padStart(8, '0');
    return text.slice(0, length);
  }

  #step(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }
}
