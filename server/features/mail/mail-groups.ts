/** Mails of one transaction at most. */
const MOST = 16;
/** A group that takes longer waits for somebody else's lock; those behind it do not wait with it. Milliseconds. */
const LATE_MS = 1000;

/** What keeps an item out of a group. */
export interface Apart {
  /** Items that share a key are never done at once, and in the order in which they came. */
  keys: readonly string[];
  /** Only by itself. */
  isAlone: boolean;
}

interface Waiting<Item, Result> extends Apart {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** How a group is done. */
export interface GroupWork<Item, Result> {
  /** Does all or none, in one transaction, and gives the results in their order. */
  run: (items: readonly Item[]) => Promise<Result[]>;
  /** True when doing the items of a failed group one by one may do better. */
  mayRetry: (error: unknown) => boolean;
}

/**
 * Does together what came while the group before was done: in a burst many mails share one transaction, its questions, its journeys and its commit, and
 * a mail that comes by itself waits for nobody. When a group fails, each of it is done by itself: one that cannot be done takes no other with it.
 */
export class Groups<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  readonly #busy = new Set<string>();
  #underWay = 0;
  readonly #work: GroupWork<Item, Result>;
  constructor(work: GroupWork<Item, Result>) {
    this.#work = work;
  }

  /** Resolves when the item is done and committed. Rejects with what doing it alone threw. */
  add(item: Item, apart: Apart): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...apart, item, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay > 0) return;
    const group = this.#pick();
    if (group.length > 0) void this.#do(group);
  }

  /** The first that wait, without those that share a key with what is under way, chosen, or waiting before them. */
  #pick(): Waiting<Item, Result>[] {
    const taken = new Set(this.#busy);
    const group: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const one of this.#waiting) {
      const isFree = group.length < MOST && one.keys.every((key) => !taken.has(key));
      const fits = isFree && (group.length === 0 || !(one.isAlone || group[0]?.isAlone));
      (fits ? group : left).push(one);
      for (const key of one.keys) taken.add(key);
    }
    this.#waiting = left;
    return group;
  }

  async #do(group: readonly Waiting<Item, Result>[]): Promise<void> {
    const keys = group.flatMap((one) => one.keys);
    for (const key of keys) this.#busy.add(key);
    this.#underWay += 1;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#underWay -= 1;
      this.#next();
    }, LATE_MS);
    await this.#settle(group);
    clearTimeout(timer);
    if (!isLate) this.#underWay -= 1;
    for (const key of keys) this.#busy.delete(key);
    this.#next();
  }

  /** Answers each of the group; never rejects. */
  async #settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#work.run(group.map(({ item }) => item));
      for (const [at, { resolve, reject }] of group.entries()) {
        if (at in results) resolve(results[at] as Result);
        else reject(new Error('a group gave fewer results than it had items'));
      }
    } catch (error) {
      if (group.length > 1 && this.#work.mayRetry(error)) for (const one of group) await this.#settle([one]);
      else for (const { reject } of group) reject(error);
    }
  }
}
