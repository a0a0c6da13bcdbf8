import { spawn } from 'node:child_process';
import { ROOT } from './support/run.js';

// `npm run dev`: the server restarted on every change, and Vite with hot reload in front of it. When one ends, both do.
const programs = [['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'], ['node_modules/vite/bin/vite.js']];
const children = programs.map((args) => spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }));
for (const child of children) {
  child.once('exit', (code) => {
    process.exitCode ??= code ?? 0;
    for (const other of children) other.kill('SIGTERM');
  });
}
// Ctrl-C reaches the children from the terminal itself; waiting for them keeps their last words before the prompt.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (signal === 'SIGTERM' || !process.stdin.isTTY) for (const child of children) child.kill(signal);
  });
}
