import { type Component, defineAsyncComponent } from 'vue';

type Load = () => Promise<unknown>;

const parts = new Set<Load>();

/** A component fetched when it is first shown, or earlier by `fetchLazyParts()`. To be called once a part, outside of `setup`. */
export function lazyPart<T extends Component>(load: () => Promise<T | { default: T }>) {
  parts.add(load);
  return defineAsyncComponent<T>(load);
}

const idle = () =>
  new Promise<void>((resolve) =>
    'requestIdleCallback' in window ? requestIdleCallback(() => resolve(), { timeout: 1000 }) : setTimeout(resolve, 50),
  );

/**
 * Fetches every part the page may need later, one after another while nothing else is to do: a page that is open for days must show its
 * screens while the server is away, and after a newer build has taken the old files' place. A part that cannot be had now is fetched when
 * it is needed. Parts that announce more parts are followed.
 */
export async function fetchLazyParts(first: readonly Load[]): Promise<void> {
  const done = new Set<Load>();
  for (let left = [...first]; left.length > 0; left = [...parts].filter((load) => !done.has(load))) {
    for (const load of left) {
      done.add(load);
      await idle();
      await load().catch(() => undefined);
    }
  }
}
