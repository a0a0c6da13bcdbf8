import { build } from './support/build.js';
import { runNodeInFront } from './support/run.js';

// `npm start`: builds what changed, then runs the server in the foreground until it is told to stop.
try {
  await build({ say: console.log });
  process.exitCode = await runNodeInFront(['--enable-source-maps', 'dist/server/main.js', ...process.argv.slice(2)]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
