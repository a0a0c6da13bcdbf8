import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { ROOT } from './run.js';

/** What is started by itself: the server, the carrier simulator beside it, and the thread that reads mails. */
const ENTRIES = ['server/main', 'server/carrier/main', 'server/adapters/mailbox/worker'] as const;

/** A source that asks where it lies is told so from where it lies now, inside the one file of its entry. */
function places(entry: string): Plugin {
  return {
    name: 'places',
    transform(code, id) {
      if (!code.includes('import.meta.')) return null;
      const from = relative(dirname(join(ROOT, entry)), id).replace(/\.ts$/, '.js');
      const placed = code
        .replaceAll('import.meta.url', `new URL(${JSON.stringify(`./${from}`)}, import.meta.url).href`)
        .replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${dirname(from)}`)})`);
      // No line moved: the map of before still holds.
      return { code: placed, map: null };
    },
  };
}

/**
 * Bundles the server's own sources into one file for each entry, below `dist`; packages stay where they are. Nine hundred files in one: the server
 * starts in two thirds of the time. Types are not looked at here, `npm run check` does. Throws with the bundler's words.
 */
export async function bundleServer(): Promise<void> {
  for (const folder of ['server', 'shared', 'migrations']) rmSync(join(ROOT, 'dist', folder), { recursive: true, force: true });
  for (const entry of ENTRIES) {
    const bundle = await rolldown({
      input: join(ROOT, `${entry}.ts`),
      platform: 'node',
      tsconfig: join(ROOT, 'tsconfig.json'),
      // All but the helpers of the compiler itself.
      external: (id) => /^[^./\0]/.test(id) && !id.startsWith('@oxc-project/'),
      plugins: [places(entry)],
    });
    // Names of classes are spoken: by the query builder and in errors.
    await bundle.write({ file: join(ROOT, 'dist', `${entry}.js`), format: 'esm', sourcemap: true, keepNames: true, codeSplitting: false });
    await bundle.close();
  }
}
