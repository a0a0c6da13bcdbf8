import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { Offer } from '../../../shared/models/calls.js';
import { ask } from '../http-load.js';
import type { BenchAgent, Stage } from '../stage.js';
import { compare, type Figures, figures, type Result } from '../stats.js';

interface WebhookRecord {
  n: number;
  at: number;
  family: string;
  params: Record<string, string>;
  status?: number;
}
export interface Popped {
  figures: Figures;
  /** Calls for which no offer came. */
  lost: number;
}

const carrierAsk = (stage: Stage, path: string, body?: unknown) =>
  ask(`${stage.carrier.restBase}/_sim/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'X-Sim-Secret': stage.carrier.controlSecret },
    ...(body === undefined ? {} : { body }),
  });

/** Each measuring takes other callers: an offer that comes late must not count for the next one. */
let numbersUsed = 0;

/** Lets callers we know ring at a rate and measures from the carrier's webhook to the offer with its card at an agent's socket. */
export async function measurePops(
  stage: Stage,
  agents: readonly BenchAgent[],
  load: { perSecond: number; seconds: number },
): Promise<Popped> {
  const count = Math.round(load.perSecond * load.seconds);
  const { rows } = await stage.db.query<{ e164: string }>(
    `SELECT DISTINCT e164 FROM phone_numbers WHERE kind = 'mobile' AND person_id IS NOT NULL ORDER BY e164 LIMIT $1 OFFSET $2`,
    [count, numbersUsed],
  );
  numbersUsed += count;
  // As long as the agents last: everybody rings somewhere until the caller gives up.
  const patienceMs = Math.floor((800 * agents.length) / load.perSecond);
  const arrived = new Map<string, number>();
  const listener = (message: { type: string; payload: Offer }) => {
    const from = message.type === 'offer.made' && !('gone' in message.payload) ? message.payload.call.from?.e164 : undefined;
    if (from && !arrived.has(from)) arrived.set(from, Date.now());
  };
  for (const { socket } of agents) socket?.on('event', listener);
  const before = (await carrierAsk(stage, 'webhooks')) as WebhookRecord[];
  const started = Date.now();
  for (const [index, { e164 }] of rows.entries()) {
    await sleep(Math.max(0, started + (index * 1000) / load.perSecond - Date.now()));
    await carrierAsk(stage, 'inbound', { from: e164, script: { patienceMs } });
  }
  const seconds = (Date.now() - started) / 1000;
  for (const end = Date.now() + patienceMs + 2000; Date.now() < end && arrived.size < rows.length; ) await sleep(50);
  await sleep(patienceMs);
  for (const { socket } of agents) socket?.off('event', listener);
  const sent = (await carrierAsk(stage, `webhooks?after=${before.at(-1)?.n ?? 0}`)) as WebhookRecord[];
  const refused = sent.find((record) => record.family === 'voice' && record.status !== undefined && record.status >= 400);
  if (refused) throw new Error(`the server answered a call with ${refused.status}`);
  const times: number[] = [];
  for (const { family, at, params } of sent) {
    const popped = arrived.get(params['From'] ?? '');
    if (family === 'voice' && popped !== undefined) times.push(popped - at);
  }
  return { figures: figures(times, seconds), lost: rows.length - arrived.size };
}

/** Bare: one request, the same inserts, one broadcast to as many sockets. */
async function barePop(stage: Stage, load: { perSecond: number; seconds: number; sockets: number }): Promise<Figures> {
  const sockets = Array.from({ length: load.sockets }, () => io(stage.bare.url, { transports: ['websocket'], forceNew: true }));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', () => resolve(null)))));
  const sentAt = new Map<string, number>();
  const times: number[] = [];
  sockets[0]?.on('pop', ({ mark }: { mark: string }) => times.push(performance.now() - (sentAt.get(mark) ?? 0)));
  const started = performance.now();
  for (let index = 0; index < load.perSecond * load.seconds; index++) {
    await sleep(Math.max(0, started + (index * 1000) / load.perSecond - performance.now()));
    sentAt.set(String(index), performance.now());
    await ask(`${stage.bare.url}/pop`, { method: 'POST', body: { mark: String(index) } });
  }
  await sleep(300);
  for (const socket of sockets) socket.disconnect();
  return figures(times, (performance.now() - started) / 1000);
}

/** screen-pop: webhook in → offer with card at the agent's socket, 20 calls/s. */
export async function screenPop(stage: Stage, isSmall: boolean): Promise<Result> {
  const agents = await stage.goReady(isSmall ? 60 : 200);
  const load = { perSecond: 20, seconds: isSmall ? 4 : 20 };
  const bare = await barePop(stage, { ...load, sockets: agents.length });
  const { figures: product, lost } = await measurePops(stage, agents, load);
  return compare(
    'screen-pop',
    'ms',
    { product, bare },
    {
      'p50 ≤ 15 ms': product.p50 <= 15,
      'p99 ≤ 60 ms': product.p99 <= 60,
      [`every call popped (${lost} did not)`]: lost === 0,
    },
  );
}
