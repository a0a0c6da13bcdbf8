/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}
declare global {
  interface Window {
    axe: { run(options: unknown): Promise<AxeRun> };
  }
}

/** What axe finds on the page as it stands, all its rules on; evaluated from outside, so the page's content policy stays in force. */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** Names what is wider than the room it has: the page, and the panes, which would cut it off. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const rooms = [document.documentElement, ...document.querySelectorAll('.frame > *, .frame .scroll')];
    return rooms
      .filter((room) => room.clientWidth > 0 && room.scrollWidth > room.clientWidth)
      .map((room) => `${room.tagName.toLowerCase()}.${room.className}: ${room.scrollWidth} in ${room.clientWidth}`);
  });
}

/** Waits until a screen has its data and moves no more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true]') === null && document.fonts.status === 'loaded');
  await page.evaluate(() =>
    Promise.all(
      document.getAnimations().map((one) => (one.effect?.getTiming().iterations === 1 ? one.finished.catch(() => undefined) : undefined)),
    ),
  );
}

/** Keeps a picture of the page when `LOOKS_DIR` says where. */
export async function picture(page: Page, name: string): Promise<void> {
  const dir = process.env.LOOKS_DIR;
  if (dir) await page.screenshot({ path: join(dir, `${name}.png`) });
}
