import { setUpTestMachine } from './support/test-machine.js';

// `npx tsx scripts/setup-test-machine.ts`: installs what the tests need and `npm ci` does not bring, or says what is missing.
const missing = await setUpTestMachine(console.log);
for (const sentence of missing) console.error(sentence);
if (missing.length > 0) process.exitCode = 1;
