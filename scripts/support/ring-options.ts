/** What `npm run ring` was asked for. Times in seconds, `perSecond` calls a second. */
export interface RingOptions {
  from: string | null;
  to: string | null;
  count: number;
  perSecond: number;
  patienceSeconds: number | null;
  talkSeconds: number | null;
}

export const RING_USAGE = `Usage: npm run ring -- [--from +49…] [--to +49…] [--count 20] [--rate 2/s] [--patience 90s] [--talk 60s]
  --from      number of the caller; without it each caller has a made-up one; "anonymous" withholds it
  --to        number of ours; without it the simulator's first
  --count     how many calls (1)
  --rate      how fast they come: 2/s, 30/min (1/s)
  --patience  how long a caller waits before hanging up (120s)
  --talk      how long a caller talks before hanging up (until the agent does; 60s when there are several)`;

const UNIT_SECONDS: Record<string, number> = { ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600 };

/** Seconds of "90s", "1.5m", "500ms", "90". Throws with a sentence for anything else. */
export function parseDuration(text: string): number {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|sec|m|min|h)?$/.exec(text) ?? [];
  const seconds = Number(amount) * (UNIT_SECONDS[unit] ?? Number.NaN);
  if (amount === '' || !(seconds > 0)) throw new Error(`"${text}" is no duration; write 90s or 2m.`);
  return seconds;
}

/** Calls a second of "2/s", "30/min", "2". Throws with a sentence for anything else. */
export function parseRate(text: string): number {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/(s|sec|m|min|h))?$/.exec(text) ?? [];
  const rate = Number(amount) / (UNIT_SECONDS[unit] ?? Number.NaN);
  if (amount === '' || !(rate > 0)) throw new Error(`"${text}" is no rate; write 2/s or 30/min.`);
  return rate;
}

function pairs(args: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const flat = args.flatMap((arg) =>
    arg.startsWith('--') && arg.includes('=') ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  );
  for (let i = 0; i < flat.length; i += 2) {
    const [name = '', value] = [flat[i], flat[i + 1]];
    if (!/^--(from|to|count|rate|patience|talk)$/.test(name)) throw new Error(`"${name}" is not understood.`);
    if (value === undefined) throw new Error(`${name} needs a value.`);
    found.set(name.slice(2), value);
  }
  return found;
}

/** Understands the command line. Throws with a sentence that says what is wrong. */
export function parseRing(args: readonly string[]): RingOptions {
  const given = pairs(args);
  const count = Number(given.get('count') ?? 1);
  if (!Number.isInteger(count) || count < 1) throw new Error('--count needs a whole number from 1.');
  const talk = given.get('talk') ?? (count > 1 ? '60s' : undefined);
  return {
    from: given.get('from') ?? null,
    to: given.get('to') ?? null,
    count,
    perSecond: parseRate(given.get('rate') ?? '1/s'),
    patienceSeconds: parseDuration(given.get('patience') ?? '120s'),
    talkSeconds: talk === undefined ? null : parseDuration(talk),
  };
}
