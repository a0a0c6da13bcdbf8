/** Latencies in milliseconds, and how many came through per second. */
export interface Figures {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
}
/** One line of the report. `ratio`: product ÷ bare, of throughput where `unit` is `1/s`, else of p50; below 1 is slower than bare only for throughput. */
export interface Result extends Figures {
  name: string;
  unit: string;
  bare: Figures;
  ratio: number;
  /** What must hold, in words and as measured. */
  marks: { says: string; holds: boolean }[];
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Percentiles of measured values (nearest rank); `seconds` is how long measuring took. */
export function figures(values: readonly number[], seconds: number): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond: round(values.length / seconds) };
}

/** Puts product and bare side by side. */
export function compare(name: string, unit: string, sides: { product: Figures; bare: Figures }, marks: Record<string, boolean>): Result {
  const { product, bare } = sides;
  const ratio = unit === '1/s' ? product.perSecond / bare.perSecond : product.p50 / bare.p50;
  return { name, unit, ...product, bare, ratio: round(ratio), marks: Object.entries(marks).map(([says, holds]) => ({ says, holds })) };
}
