import { build } from './support/build.js';

// `npm run build`: builds server and client into dist/, changed or not.
try {
  await build({ force: true, say: console.log });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
