import { newMigration } from './support/new-migration.js';

// `npm run db:new -- create-things`: a migration with the difference between entities and tables, to be read and edited.
try {
  console.log(`Wrote ${await newMigration(process.argv[2] ?? '', new Date())}: read it, edit it, say what it is for.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
