/**
 * Runs something at once when it is called for, then no sooner than `pauseMs` later, plus a part of `spreadMs` by chance, so that all consoles do not ask the
 * server in the same instant. Whatever called for it in between is answered by one run.
 */
export function atMostEvery(pauseMs: number, spreadMs: number, run: () => void): () => void {
  let ranAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function now(): void {
    timer = undefined;
    ranAt = Date.now();
    run();
  }
  return () => {
    if (timer !== undefined) return;
    const wait = ranAt + pauseMs - Date.now();
    if (wait <= 0) now();
    else timer = setTimeout(now, wait + Math.random() * spreadMs);
  };
}
