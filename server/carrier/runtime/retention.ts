/** Finished things kept for REST to look at. */
const KEPT = 10_000;

/** Forgets the oldest finished entries beyond the limit; what is not finished stays, however old. */
export function forgetOldest<T>(entries: Map<string, T>, isFinished: (entry: T) => boolean): void {
  if (entries.size <= KEPT * 1.1) return;
  for (const [sid, entry] of entries) {
    if (entries.size <= KEPT) return;
    if (isFinished(entry)) entries.delete(sid);
  }
}
