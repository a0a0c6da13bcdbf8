import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './support/build.js';
import { runNodeInFront } from './support/run.js';
import { setUpTestMachine } from './support/test-machine.js';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Reads vitest's report. A file that could not even be loaded, or an error outside a test, is a failure though no test failed. */
function count(path: string, exitCode: number): { passed: number; failed: number } {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = report.numFailedTests + report.numPendingTests + broken;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

// `npm test [-- FILTER …]`: everything, from a machine with nothing but Node. The last line is the result.
async function main(): Promise<{ passed: number; failed: number }> {
  const missing = await setUpTestMachine(console.log);
  for (const sentence of missing) console.error(sentence);
  if (missing.length > 0) return { passed: 0, failed: missing.length };
  await build({ say: console.log });
  const folder = mkdtempSync(join(tmpdir(), 'ringback-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNodeInFront(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)]);
  const result = count(report, code);
  rmSync(folder, { recursive: true, force: true });
  return result;
}

try {
  const { passed, failed } = await main();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
