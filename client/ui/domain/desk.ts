/** One outcome as the desk shows it: the digit that picks it, its word, and what it sets in motion. */
export interface DeskDisposition {
  id: string;
  digit: number | null;
  label: string;
  effect: string;
}
