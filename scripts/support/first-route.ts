import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** What somebody who signed in sees first: the frame, the desk in it, and its texts in one language (the longer one). */
const FIRST = ['features/shell/AppShell.vue', 'features/calls/DeskView.vue', '../virtual:messages/de'];

/**
 * Bytes of gzipped JavaScript the browser loads before the desk can be painted: entry, frame, desk and texts, with all they import statically.
 * Throws when one of them is not in the build. Reads `.vite/manifest.json` of a client built with `--manifest`.
 */
export function firstRouteWeight(clientDir: string): number {
  const manifest = JSON.parse(readFileSync(join(clientDir, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const visit = (chunk: Chunk | undefined) => {
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const name of chunk.imports ?? []) visit(manifest[name]);
  };
  for (const chunk of Object.values(manifest)) if (chunk.isEntry) visit(chunk);
  for (const name of FIRST) {
    if (!manifest[name]) throw new Error(`${name} is not in the build: say in scripts/support/first-route.ts what the first route loads.`);
    visit(manifest[name]);
  }
  return [...files]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(clientDir, file))).length, 0);
}
