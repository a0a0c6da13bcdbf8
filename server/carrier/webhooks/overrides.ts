/** What may be retried: connection time-out, read time-out, or an answer of that class. */
export type RetryCause = 'ct' | 'rt' | '4xx' | '5xx';

/** How one webhook is delivered. Times in milliseconds. */
export interface DeliveryRules {
  connectTimeout: number;
  readTimeout: number;
  totalTimeout: number;
  retries: number;
  causes: ReadonlySet<RetryCause>;
}

const CAUSES: readonly RetryCause[] = ['ct', 'rt', '4xx', '5xx'];

/**
 * Splits connection overrides (`#ct=2000&rt=6000&rc=2&rp=ct,rt,5xx`) off a URL. Values out of range are pulled to the nearest legal
 * one; voice never waits longer than 15 s in all. Source: Twilio "Webhooks: connection overrides".
 */
export function splitOverrides(url: string): { url: string; rules: DeliveryRules } {
  const at = url.indexOf('#');
  const fields = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  const number = (key: string, low: number, high: number, fallback: number) => {
    const value = Number(fields.get(key) ?? Number.NaN);
    return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : fallback;
  };
  const wanted = (fields.get('rp') ?? 'ct').split(',');
  const causes = CAUSES.filter((cause) => wanted.includes('all') || wanted.includes(cause));
  return {
    url: at < 0 ? url : url.slice(0, at),
    rules: {
      connectTimeout: number('ct', 100, 10_000, 5000),
      readTimeout: number('rt', 100, 15_000, 15_000),
      totalTimeout: number('tt', 100, 15_000, 15_000),
      retries: number('rc', 0, 5, 1),
      causes: new Set(causes),
    },
  };
}
