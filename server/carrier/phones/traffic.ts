import type { Timer } from '../clock/clock.js';
import { receiveInbound } from '../control/inbound.js';
import type { Network } from '../network.js';

/** Random callers. Times are averages in milliseconds; single ones are spread as people are. */
export interface TrafficPlan {
  /** Calls a minute on average; 0 stops the traffic. */
  perMinute: number;
  /** Numbers of the account called, evenly; its first configured one unless given. */
  to?: readonly string[];
  /** Numbers that call; made-up German ones unless given. */
  from?: readonly string[];
  patienceMs?: number;
  talkMs?: number;
  /** Share of callers who hide their number, 0 to 1. */
  withheld?: number;
}

const DEFAULTS = { patienceMs: 120_000, talkMs: 180_000, withheld: 0.03 };
const SHORTEST_TALK_MS = 8000;

/** People who call by themselves: arrivals of a Poisson process, exponential patience, talk with a long tail. Repeatable by seed. */
export class Traffic {
  #next: Timer | undefined;

  constructor(readonly net: Network) {}

  /** Follows a plan from now on, instead of the one before. */
  follow(plan: TrafficPlan): void {
    this.#next?.cancel();
    this.#next = undefined;
    if (plan.perMinute > 0) this.#schedule(plan);
  }

  #schedule(plan: TrafficPlan): void {
    const gap = exponential(this.net, 60_000 / plan.perMinute);
    this.#next = this.net.clock.after(gap, () => {
      this.#call(plan);
      this.#schedule(plan);
    });
  }

  #call(plan: TrafficPlan): void {
    const { net } = this;
    const to = pick(net, plan.to);
    const script = {
      patienceMs: exponential(net, plan.patienceMs ?? DEFAULTS.patienceMs),
      talkMs: SHORTEST_TALK_MS + longTailed(net, plan.talkMs ?? DEFAULTS.talkMs),
      withheld: net.random.chance(plan.withheld ?? DEFAULTS.withheld),
    };
    try {
      receiveInbound(net, { from: pick(net, plan.from) ?? madeUpNumber(net), ...(to === undefined ? {} : { to }), script });
    } catch (error) {
      // A number taken away in the meantime: nobody reaches it, as in life.
      net.trace.add('traffic.lost', undefined, { to, error: error instanceof Error ? error.message : String(error) });
    }
  }
}

function exponential(net: Network, mean: number): number {
  return Math.round(-Math.log(1 - net.random.next()) * mean);
}

/** A gamma of shape two: few very short, some very long; its mean is `mean`. */
function longTailed(net: Network, mean: number): number {
  return exponential(net, mean / 2) + exponential(net, mean / 2);
}

function pick(net: Network, list: readonly string[] | undefined): string | undefined {
  return list && list.length > 0 ? list[net.random.between(0, list.length - 1)] : undefined;
}

/**
 * Numbers that belong to nobody: a thousand each in Frankfurt, Hamburg, Cologne and Munich.
 * Source: Bundesnetzagentur, "Rufnummern für Medienproduktionen", Amtsblatt 7/2021.
 */
const NOBODYS = ['+496990009', '+494066969', '+492214710', '+498999998'];

function madeUpNumber(net: Network): string {
  return `${pick(net, NOBODYS)}${String(net.random.between(0, 999)).padStart(3, '0')}`;
}
