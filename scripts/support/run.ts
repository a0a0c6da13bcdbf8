import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The folder of package.json. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** How a program ended, and all it said. */
export interface Finished {
  code: number;
  output: string;
  ms: number;
}

/** Runs a Node program of the repository (`node_modules/…/cli.js` or a script), quietly; resolves with its exit code and output. */
export function runNode(args: string[], env: Record<string, string> = {}): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message, ms: performance.now() - started }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim(), ms: performance.now() - started }));
  });
}

/** Runs a Node program in the foreground, its words going where ours go; resolves with its exit code (128 + n for signal n). */
export function runNodeInFront(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to the whole group: passing it on would make it two.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137)));
  });
}
