/** What tells that mails belong together. */
export interface Threaded {
  messageId: string | null;
  inReplyTo: readonly string[];
  references: readonly string[];
}

/**
 * Mails as chains: those that name each other, directly or by way of a third, stand in one, in the order given. Different chains have nothing to do with
 * each other and may be taken in side by side; what `of` answers null for stands alone.
 */
export function inChains<T>(mails: readonly T[], of: (mail: T) => Threaded | null): T[][] {
  const chainOf = new Map<string, T[]>();
  const chains = new Set<T[]>();
  for (const mail of mails) {
    const thread = of(mail);
    const ids = thread ? [...(thread.messageId === null ? [] : [thread.messageId]), ...thread.inReplyTo, ...thread.references] : [];
    const known = [...new Set(ids.map((id) => chainOf.get(id)).filter((chain) => chain !== undefined))];
    const whole = known.length === 0 ? [] : joined(known, chains, chainOf);
    whole.push(mail);
    chains.add(whole);
    for (const id of ids) chainOf.set(id, whole);
  }
  const place = new Map(mails.map((mail, index) => [mail, index]));
  return [...chains].map((chain) => chain.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)));
}

function joined<T>(known: T[][], chains: Set<T[]>, chainOf: Map<string, T[]>): T[] {
  const [first = [], ...others] = known;
  for (const other of others) {
    first.push(...other);
    chains.delete(other);
    for (const [id, chain] of chainOf) if (chain === other) chainOf.set(id, first);
  }
  return first;
}
