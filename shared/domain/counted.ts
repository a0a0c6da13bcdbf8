/** Counting of lists stops here: nobody reads one of a thousand to its end, and a count must not cost more than a page. */
export const COUNT_LIMIT = 1000;

/** A count as it is shown: where counting stopped, `999+`. */
export function countText(count: number): string {
  return count >= COUNT_LIMIT ? `${COUNT_LIMIT - 1}+` : String(count);
}
