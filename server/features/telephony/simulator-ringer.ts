import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TelephonyAccount } from '../../adapters/telephony/port.js';
import type { TelephonyDeps } from './telephony-deps.js';

/** Made-up callers to let ring. Times in seconds. */
export interface RingPlan {
  from: string | null;
  /** A number of ours; null = the simulator's first. */
  to: string | null;
  count: number;
  perSecond: number;
  patienceSeconds: number | null;
  talkSeconds: number | null;
}

/** A mobile number from the range kept free for films (Bundesnetzagentur): it belongs to nobody. */
function fictionalCaller(): string {
  return `+4917139200${String(randomInt(100)).padStart(2, '0')}`;
}

/** Asks the simulator's control API for one call. Rejects with its reason. */
export async function ringOnce(at: { restBase: string; controlSecret: string }, plan: RingPlan): Promise<void> {
  const script = {
    ...(plan.patienceSeconds === null ? {} : { patienceMs: plan.patienceSeconds * 1000 }),
    ...(plan.talkSeconds === null ? {} : { talkMs: plan.talkSeconds * 1000 }),
  };
  const answer = await fetch(new URL('/_sim/inbound', at.restBase), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Sim-Secret': at.controlSecret },
    body: JSON.stringify({ from: plan.from ?? fictionalCaller(), ...(plan.to === null ? {} : { to: plan.to }), script }),
    signal: AbortSignal.timeout(5000),
  });
  if (!answer.ok) throw new Error(`The simulator answers ${answer.status}: ${await answer.text()}`);
  await answer.body?.cancel();
}

/** Lets callers ring one after the other, in the background; nothing of it outlives this process, and a real account ends it at once. */
export class SimulatorRinger {
  readonly #deps: TelephonyDeps;
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;
  constructor(deps: TelephonyDeps) {
    this.#deps = deps;
  }
  /** Begins to ring. */
  start(plan: RingPlan): void {
    const run = this.#ring(plan).catch((error: unknown) => this.#deps.log.warn({ err: error }, 'the simulator does not ring'));
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }
  /** Resolves when everything asked for has rung. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }
  /** Ends after the call being made. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.settle();
  }
  async #ring(plan: RingPlan): Promise<void> {
    for (let made = 0; made < plan.count; made++) {
      const account = this.#deps.telephony.account();
      if (this.#isStopped || !isSimulator(account)) return;
      await ringOnce(account, plan);
      if (made + 1 < plan.count) await this.#pause(1000 / plan.perSecond);
    }
  }
  async #pause(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.#isStopped; left -= 200) await sleep(Math.min(left, 200));
  }
}

/** True for the simulator with a control API. */
export function isSimulator(account: TelephonyAccount | null): account is TelephonyAccount & { restBase: string; controlSecret: string } {
  return account?.kind === 'simulator' && account.restBase !== null && account.controlSecret !== null;
}
