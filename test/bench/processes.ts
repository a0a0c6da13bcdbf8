import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';

/** A process of its own that said where it can be reached. */
export interface Helper {
  url: string;
  child: ChildProcess;
  end(): Promise<void>;
}

/** Starts a node program and waits for the line that holds its address. Rejects with its output when it ends before. */
export function startProcess(args: readonly string[], env: Record<string, string>, says: RegExp): Promise<Helper> {
  const child = spawn(process.execPath, [...args], { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.at(-1)} ended with ${code}: ${output.slice(-2000)}`)));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = says.exec(output)?.[1];
        if (url) resolve({ url, child, end: () => end(child) });
      });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The highest memory a process had since a moment, as the kernel counts it. */
export class MemoryPeak {
  readonly #folder: string;
  #before = 0;
  constructor({ child }: Helper) {
    this.#folder = `/proc/${child.pid}`;
  }
  #read(name: 'VmRSS' | 'VmHWM'): number {
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`${this.#folder}/status`, 'utf8'))?.[1] ?? 0);
  }
  /** From now on. */
  begin(): void {
    // 5 sets the peak back to what there is. Source: Linux, Documentation/filesystems/proc.rst, clear_refs.
    writeFileSync(`${this.#folder}/clear_refs`, '5');
    this.#before = this.#read('VmRSS');
  }
  /** How far the peak lies above the memory at the beginning, kB. */
  grownKb(): number {
    return this.#read('VmHWM') - this.#before;
  }
}
