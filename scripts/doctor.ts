import { makeDataSource } from '../server/core/db/data-source.js';
import { entities } from '../server/entities.js';
import { examineDatabase } from './support/doctor/database.js';
import { type Finding, inLines } from './support/doctor/finding.js';
import { examineMachine } from './support/doctor/machine.js';
import { examineMailboxes } from './support/doctor/mailboxes.js';
import { examineSending } from './support/doctor/sending.js';
import { examineTelephony } from './support/doctor/telephony.js';
import { withInstallation } from './support/installation.js';

// `npm run doctor`: looks at the whole chain and says in words what is wrong. Exit code 1 when something must be put right.
await withInstallation(async ({ config, database }) => {
  const findings: Finding[] = [...examineMachine(config), ...(await examineDatabase(database.url))];
  const isUsable = findings.every((finding) => finding.what !== 'database' || finding.state !== 'failed');
  if (isUsable && findings.every((finding) => finding.what !== 'schema' || finding.state === 'ok')) {
    const source = await makeDataSource({ url: database.url, entities, migrations: [], poolSize: 2 }).initialize();
    try {
      findings.push(
        ...(await examineTelephony(config, source)),
        ...(await examineMailboxes(source)),
        ...(await examineSending(config, source)),
      );
    } finally {
      await source.destroy();
    }
  }
  console.log(inLines(findings));
  if (findings.some((finding) => finding.state === 'failed')) process.exitCode = 1;
});
