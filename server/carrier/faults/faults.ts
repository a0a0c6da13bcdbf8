import type { Random } from '../random.js';
import type { FaultKind, FaultRule, FaultSubject } from './fault.js';

/** A rule in force. */
export interface ActiveFault extends FaultRule {
  id: number;
  /** How often it has struck. */
  hits: number;
}

/** The rules in force, in the order they were added; the first that fits strikes. */
export class Faults {
  #next = 1;
  readonly #rules: ActiveFault[] = [];

  constructor(readonly random: Random) {}

  /** Adds a rule and returns its id. */
  add(rule: FaultRule): number {
    const id = this.#next;
    this.#next += 1;
    this.#rules.push({ ...rule, id, hits: 0 });
    return id;
  }

  /** Takes one rule away, or all of them. */
  clear(id?: number): void {
    if (id === undefined) this.#rules.length = 0;
    else {
      const at = this.#rules.findIndex((rule) => rule.id === id);
      if (at >= 0) this.#rules.splice(at, 1);
    }
  }

  /** The rules, used up ones included. */
  list(): readonly ActiveFault[] {
    return this.#rules;
  }

  /** The rule of this kind that strikes now, if any; it is counted as having struck. */
  strike(kind: FaultKind, subject: FaultSubject): ActiveFault | undefined {
    for (const rule of this.#rules) {
      if (rule.kind !== kind || (rule.count !== undefined && rule.hits >= rule.count)) continue;
      if (!fits(rule, subject)) continue;
      if (rule.probability !== undefined && !this.random.chance(rule.probability)) continue;
      rule.hits += 1;
      return rule;
    }
    return undefined;
  }
}

function fits(rule: FaultRule, subject: FaultSubject): boolean {
  return Object.entries(rule.match ?? {}).every(([field, wanted]) => {
    const actual = subject[field] ?? '';
    const pattern = /^\/(.*)\/$/.exec(wanted)?.[1];
    return pattern === undefined ? actual.includes(wanted) : new RegExp(pattern).test(actual);
  });
}
