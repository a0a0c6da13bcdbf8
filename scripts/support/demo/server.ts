import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readConfig } from '../../../server/config.js';
import { openDatabase } from '../../../server/database.js';
import { ROOT } from '../run.js';
import type { DemoLogin } from './logins.js';

/** The built server, running on the demo's data. */
export interface DemoServer {
  url: string;
  databaseUrl: string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
}

/** Nothing of a real installation may reach the demo: neither its database nor its telephone account. */
function environment(dataDir: string, admin: DemoLogin): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TWILIO_|DATABASE_URL$|REDIS_URL$|RINGBACK_)/.test(name));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    RINGBACK_DATA: dataDir,
    RINGBACK_ADMIN_EMAIL: admin.email,
    RINGBACK_ADMIN_PASSWORD: admin.password,
  };
}

/** Starts the built server in a process of its own and resolves when it can be opened. Rejects with its words when it ends instead. */
export async function startDemoServer(dataDir: string, admin: DemoLogin, signal: AbortSignal): Promise<DemoServer> {
  const env = environment(dataDir, admin);
  // A group of its own: Ctrl-C reaches the demo first, which lets its colleagues go home before the server ends.
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    ...{ cwd: ROOT, env, detached: true },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGTERM'));
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  signal.addEventListener('abort', () => setTimeout(() => void child.kill('SIGINT'), 10_000).unref());
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const place = /Ringback is ready: open (\S+)/.exec(said)?.[1];
      if (place) resolve(place);
      else process.stdout.write(text);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code ?? 'a signal'}.`)));
  });
  const database = await openDatabase(readConfig(env), console.error);
  return { url, databaseUrl: database.url, stop };
}
