import { findImportFaults } from './support/import-rules.js';

// `npx tsx scripts/check-imports.ts`: one sentence for each import the architecture forbids.
const faults = findImportFaults();
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
