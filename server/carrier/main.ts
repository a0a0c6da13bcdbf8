import { startProgram } from './program.js';

await startProgram(process.env, process.argv.slice(2));
