import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colours of a block of tokens.css, by role. */
function coloursOf(selector: string): Map<string, string> {
  const start = CSS.indexOf(`${selector} {`);
  const block = CSS.slice(start, CSS.indexOf('\n}', start));
  return new Map([...block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, role = '', hex = '']) => [role, hex]));
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected', 'note'];
const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent', 'live', 'ring', 'hold', 'wrap', 'danger', 'idle'];
const EDGES = ['line-strong', 'focus'];
const SOLID = ['accent', 'accent-hover', 'live', 'wrap', 'danger'];
const SOFT = ['accent', 'live', 'ring', 'hold', 'wrap', 'danger'];
const CHARTS = [1, 2, 3, 4, 5, 6].map((nth) => `viz-${nth}`);

/** Text role, its ground, and the ratio they must reach. */
const pairs: [string, string, number][] = [
  ...GROUNDS.flatMap((ground) => TEXTS.map((text): [string, string, number] => [text, ground, 4.5])),
  ...GROUNDS.flatMap((ground) => EDGES.map((edge): [string, string, number] => [edge, ground, 3])),
  ...SOLID.map((fill): [string, string, number] => ['on-accent', fill, 4.5]),
  ...SOFT.map((role): [string, string, number] => [role, `${role}-soft`, 4.5]),
  ...CHARTS.map((chart): [string, string, number] => [chart, 'surface', 3]),
  ['on-ring', 'ring-fill', 4.5],
  ['on-ring-2', 'ring-fill', 4.5],
];

describe('the colours', () => {
  const shared = coloursOf('@theme static');
  it.each([
    ['light', shared],
    ['dark', new Map([...shared, ...coloursOf('[data-theme="dark"]')])],
  ])('are told apart by everybody: %s', (_, colours) => {
    const weak = pairs.flatMap(([text, ground, wanted]) => {
      const ratio = contrast(colours.get(text) ?? '', colours.get(ground) ?? '');
      return ratio >= wanted ? [] : [`${text} on ${ground}: ${ratio.toFixed(2)}, not ${wanted}`];
    });
    expect(weak).toEqual([]);
  });

  it('of a part of the page that is light are those of a light page', () => {
    expect(coloursOf('[data-theme="light"]')).toEqual(shared);
    expect([...shared.keys()].filter((role) => !coloursOf('[data-theme="dark"]').has(role))).toEqual([]);
  });
});
