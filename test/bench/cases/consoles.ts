import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { ask } from '../http-load.js';
import type { Stage } from '../stage.js';
import { compare, type Figures, figures, type Result } from '../stats.js';

interface Beats {
  sockets: readonly Socket[];
  perSecond: number;
  seconds: number;
  /** Causes one event that all sockets hear; resolves with the mark by which it is known. */
  cause: (turn: number) => Promise<string>;
  markOf: (message: unknown) => string | null;
}

/** Causes events at a rate and measures each until the last socket has heard it. */
async function measureFanOut({ sockets, perSecond, seconds, cause, markOf }: Beats): Promise<Figures> {
  const begun = new Map<string, number>();
  const heard = new Map<string, { count: number; last: number }>();
  const listener = (message: unknown) => {
    const mark = markOf(message);
    if (mark === null) return;
    const entry = heard.get(mark) ?? { count: 0, last: 0 };
    heard.set(mark, { count: entry.count + 1, last: performance.now() });
  };
  for (const socket of sockets) socket.on('event', listener);
  const started = performance.now();
  const caused: Promise<void>[] = [];
  for (let turn = 0; turn < perSecond * seconds; turn++) {
    await sleep(Math.max(0, started + (turn * 1000) / perSecond - performance.now()));
    const at = performance.now();
    caused.push(cause(turn).then((mark) => void begun.set(mark, at)));
  }
  await Promise.all(caused);
  await sleep(2000);
  for (const socket of sockets) socket.off('event', listener);
  const whole = [...begun].flatMap(([mark, at]) => {
    const entry = heard.get(mark);
    return entry?.count === sockets.length ? [entry.last - at] : [];
  });
  if (whole.length < begun.size) throw new Error(`${begun.size - whole.length} of ${begun.size} events did not reach every console`);
  return figures(whole, (performance.now() - started) / 1000);
}

/** fan-out-500: request sent (so: commit and more) → last of 500 consoles, 50 events/s, beside a bare Socket.IO broadcast. */
export async function fanOut(stage: Stage, isSmall: boolean): Promise<Result> {
  const count = isSmall ? 50 : 500;
  const load = { perSecond: 50, seconds: isSmall ? 3 : 10 };
  await stage.hire(count);
  const agents = stage.agents.slice(0, count);
  for (const agent of agents.filter((one) => one.socket === null)) await stage.connect(agent);
  const bareSockets = Array.from({ length: count }, () => io(stage.bare.url, { transports: ['websocket'], forceNew: true }));
  await Promise.all(bareSockets.map((socket) => new Promise((resolve) => socket.once('connect', () => resolve(null)))));
  const bare = await measureFanOut({
    ...{ ...load, sockets: bareSockets },
    cause: async (turn) => {
      await ask(`${stage.bare.url}/emit`, { method: 'POST', body: { mark: String(turn), padding: 'x'.repeat(400) } });
      return String(turn);
    },
    markOf: (message) => (message as { mark: string }).mark,
  });
  for (const socket of bareSockets) socket.disconnect();
  const [first] = agents;
  if (!first) throw new Error('nobody is there');
  const product = await measureFanOut({
    ...{ ...load, sockets: agents.flatMap((agent) => (agent.socket ? [agent.socket] : [])) },
    cause: async (turn) => ((await stage.api(first, 'POST', '/tickets', { subject: `To everybody ${turn}` })) as { id: string }).id,
    markOf: (message) => {
      const { type, payload } = message as { type: string; payload: { id: string } };
      return type === 'ticket.created' ? payload.id : null;
    },
  });
  return compare(`fan-out-${count}`, 'ms', { product, bare }, {});
}

/** memory-per-agent: how much the server grows with each connected console, kB. */
export async function memoryPerAgent(stage: Stage, isSmall: boolean): Promise<Result> {
  const count = isSmall ? 50 : 200;
  await stage.hire(count);
  const alone = stage.memoryKb();
  for (const agent of stage.agents.slice(0, count)) await stage.connect(agent);
  await sleep(2000);
  const each = Math.max(0, (stage.memoryKb() - alone) / count);
  const flat = { p50: Math.round(each), p95: Math.round(each), p99: Math.round(each), perSecond: 0 };
  return { ...compare('memory-per-agent', 'kB', { product: flat, bare: { p50: 0, p95: 0, p99: 0, perSecond: 0 } }, {}), ratio: 0 };
}
