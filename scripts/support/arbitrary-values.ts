import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.js';

/** A Tailwind class with a value made up on the spot: `w-[13px]`, `bg-[#fff]`, `p-(--x)`. Variants such as `data-[state=open]:` select, they style nothing. */
const ARBITRARY = /(?<=["'`\s])!?-?(?:[\w/@[\]=.*&>-]+:)*[a-z][a-z-]*-(?:\[[^\]\s]+\]|\([^)\s]+\))(?!:|\/[\w-]+:)(?=["'`\s/])/g;

/** Every Tailwind class in the client that goes round the design tokens, a sentence each. */
export function findArbitraryValues(): string[] {
  return readdirSync(join(ROOT, 'client'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.vue'))
    .flatMap((name) => {
      const lines = readFileSync(join(ROOT, 'client', name), 'utf8').split('\n');
      return lines.flatMap((line, index) => {
        return [...line.matchAll(ARBITRARY)].map(
          ([value]) => `client/${name}:${index + 1}: ${value} is no design token; add one to client/styles/tokens.css or use one.`,
        );
      });
    });
}
