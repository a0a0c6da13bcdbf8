import { runNodeInFront } from './support/run.js';

// `npm run test:days -- 200`: random days of a hotline, seeds 1 to 200. `RINGBACK_DAY=17 npm run test:days` lives one seed alone.
const count = Number(process.argv[2] ?? 200);
if (!Number.isInteger(count) || count < 1) {
  console.error('Usage: npm run test:days -- NUMBER');
  process.exitCode = 2;
} else {
  process.exitCode = await runNodeInFront(['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', 'test/voice/random-days'], {
    RINGBACK_DAYS: `1-${count}`,
  });
}
