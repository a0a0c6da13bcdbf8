import { Agent, request } from 'node:http';
import { type Figures, figures } from './stats.js';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request, its answer read whole. Rejects for a status of 400 and above. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: unknown; raw?: { type: string; body: string } } = {},
): Promise<unknown> {
  const body = options.raw?.body ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const type = options.raw?.type ?? 'application/json';
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method: options.method ?? 'GET', headers: { ...options.headers, ...(body ? { 'Content-Type': type } : {}) } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if ((answer.statusCode ?? 500) < 400) resolve(text === '' ? null : JSON.parse(text));
          else reject(new Error(`${options.method ?? 'GET'} ${url}: ${answer.statusCode} ${text.slice(0, 300)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Runs `work` again and again with so many at a time, for `seconds`, after a short warming up that does not count. */
export async function hammer(work: (turn: number) => Promise<unknown>, options: { atOnce: number; seconds: number }): Promise<Figures> {
  let turn = 0;
  const during = async (ms: number, into: number[]) => {
    const end = performance.now() + ms;
    const worker = async () => {
      while (performance.now() < end) {
        const started = performance.now();
        await work(turn++);
        into.push(performance.now() - started);
      }
    };
    await Promise.all(Array.from({ length: options.atOnce }, worker));
  };
  await during(options.seconds * 200, []);
  const taken: number[] = [];
  const started = performance.now();
  await during(options.seconds * 1000, taken);
  return figures(taken, (performance.now() - started) / 1000);
}
