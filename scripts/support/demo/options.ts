/** What `npm run demo` was asked for. */
export interface DemoOptions {
  /** How many times as fast as real the day goes by: arrivals, talk and breaks. Rings and answers stay as long as people need. */
  speed: number;
  /** Simulated colleagues at work. */
  colleagues: number;
  /** The same seed gives the same callers and colleagues. */
  seed: string;
  /** Ends with the day instead of beginning the next one. */
  once: boolean;
}

export const DEMO_USAGE = `Usage: npm run demo -- [--speed 10] [--agents 6] [--seed WORD] [--once]
  --speed   how many times as fast as real the day from 8 to 18 o'clock goes by (10: one hour), 1 to 120
  --agents  simulated colleagues who answer beside you, 0 to 12 (6)
  --seed    another word gives other callers (demo)
  --once    ends after one day; otherwise the next day begins, until Ctrl-C
Environment: PORT, HOST, and RINGBACK_DATA (./data-demo), so that a real installation is never touched.`;

function inRange(name: string, text: string | undefined, [low, high]: [number, number]): number {
  const value = Number(text ?? Number.NaN);
  if (!(value >= low && value <= high)) throw new Error(`${name} needs a number from ${low} to ${high}.`);
  return value;
}

/** Understands the command line. Throws with a sentence that says what is wrong. */
export function parseDemo(args: readonly string[]): DemoOptions {
  const options: DemoOptions = { speed: 10, colleagues: 6, seed: 'demo', once: false };
  const left = args.flatMap((arg) => arg.split(/(?<=^--[a-z]+)=/));
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    if (name === '--once') options.once = true;
    else if (name === '--speed') options.speed = inRange(name, left.shift(), [1, 120]);
    else if (name === '--agents') options.colleagues = Math.round(inRange(name, left.shift(), [0, 12]));
    else if (name === '--seed') options.seed = left.shift() ?? 'demo';
    else throw new Error(`"${name}" is not understood.`);
  }
  return options;
}
