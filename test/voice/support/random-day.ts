import type { FaultRule, Quirks } from '../../../server/carrier/index.js';
import { systemActor } from '../../../server/core/context.js';
import { makeQueue, putQueueMember } from '../../../server/features/queues/index.js';
import type { CallerPath } from '../../../shared/models/queues.js';
import { Luck } from './random.js';
import { RandomAgent } from './random-agent.js';
import { isAllQuiet } from './with-world.js';
import { VoiceWorld } from './world.js';

/** What a day is made of; a longer one is not a different one. */
const STEPS = 16;
const STEP_MS = 8_000;
const AGENTS = 3;
const CALLERS_PER_STEP = 0.6;
/** After closing time everything must come to its end by itself: patience, wrap-up, deadlines, the sweeper's minutes. */
const EVENING_MS = 600_000;
/** A whole comparison with the carrier happens within this. */
const EVENING_STEP_MS = 60_000;

/** No caller is left alone in a room longer than this (voice.md §7.7, §8): also when every word of the carrier about a lost agent was dropped. */
const ALONE_MS = 30_000;

const FAULTS: readonly FaultRule[] = [
  { kind: 'webhook-duplicate', probability: 0.3 },
  { kind: 'webhook-duplicate', probability: 0.2, newToken: true },
  { kind: 'webhook-drop', match: { url: '/cb/' }, probability: 0.2 },
  { kind: 'webhook-reorder', match: { url: '/cb/' }, probability: 0.3 },
  { kind: 'webhook-delay', match: { url: '/cb/' }, probability: 0.3, ms: 4000 },
  { kind: 'webhook-replay', match: { url: '/cb/' }, probability: 0.2 },
  { kind: 'rest-500', probability: 0.2 },
  { kind: 'rest-429', probability: 0.2 },
  { kind: 'rest-timeout-after-commit', probability: 0.2 },
  { kind: 'rest-reset', probability: 0.2 },
  { kind: 'hold-ignored', probability: 0.5 },
  { kind: 'conference-start-missing', probability: 0.5 },
];
const QUIRKS: readonly Partial<Quirks>[] = [
  {},
  { redirectedAction: 'executed' },
  { kickedParticipant: 'hung-up' },
  { conferenceSequenceBase: 0 },
  { refusalStatus: 404 },
];

/** One day of a hotline, drawn from its seed: callers, agents, faults of the carrier, crashes of agents and of the app. */
export class RandomDay {
  readonly luck: Luck;
  readonly callers: string[] = [];
  agents: RandomAgent[] = [];
  promises = 0;
  private constructor(
    readonly seed: number,
    public world: VoiceWorld,
  ) {
    this.luck = new Luck(seed);
  }

  /** Lives the day through and returns it, everything over. */
  static async live(seed: number): Promise<RandomDay> {
    const luck = new Luck(seed ^ 0x5eed);
    const wrapUpMode = luck.pick(['boxed', 'optional', 'discretionary', 'boxed-no-exit'] as const);
    const world = await VoiceWorld.start({
      seed: `day-${seed}`,
      quirks: luck.pick(QUIRKS),
      oracle: { customerAloneMs: ALONE_MS, dequeuedMs: ALONE_MS },
      queue: { wrapUpMode, maxWaitSeconds: luck.pick([null, 120]), maxWaiting: luck.pick([null, 4]), levelSeconds: luck.pick([0, 20]) },
    });
    const day = new RandomDay(seed, world);
    try {
      for (let n = 0; n < AGENTS; n++) day.agents.push(new RandomAgent(day, await world.agent({ level: luck.between(1, 2) })));
      await day.#overflow(new Luck(seed ^ 0xf10e));
      for (let step = 0; step < STEPS; step++) await day.#step();
      await day.#evening();
    } catch (error) {
      await day.world.close();
      throw error;
    }
    return day;
  }

  /** On every other day whoever finds the hotline full or waits too long there is led to a second queue, with some of the agents or nobody in it. */
  async #overflow(luck: Luck): Promise<void> {
    const { world } = this;
    if (luck.happens(0.5)) return;
    const queueId = await world.app.transaction(systemActor('test'), async (ctx) => {
      const queue = await makeQueue(ctx, { name: 'Zentrale', teamId: world.team.id, maxWaitSeconds: luck.pick([null, 30]), waiting: null });
      for (const { account } of world.agents)
        if (luck.happens(0.6)) await putQueueMember(ctx, { queueId: queue.id, accountId: account.id, level: 1 });
      return queue.id;
    });
    const path: CallerPath = { action: 'queue', queueId, announcement: { text: 'Wir verbinden Sie mit der Zentrale.', recordingId: null } };
    await world.rows(
      `UPDATE queues SET max_wait_seconds = $3, max_wait_path = $2, max_waiting = 2, full_path = $2, version = version + 1 WHERE id = $1`,
      [world.queueId, JSON.stringify(path), luck.between(15, 60)],
    );
  }

  async #step(): Promise<void> {
    const { luck, world } = this;
    if (luck.happens(CALLERS_PER_STEP)) this.#arrive();
    if (luck.happens(0.15)) world.carrier.control.fault({ ...luck.pick(FAULTS), count: luck.between(1, 12) });
    if (luck.happens(0.025)) await this.#restart();
    for (const agent of this.agents) await agent.act();
    await this.world.advance(STEP_MS);
  }

  #arrive(): void {
    const { luck } = this;
    const from = luck.happens(0.1) ? 'anonymous' : `+49151123456${luck.between(10, 30)}`;
    const script = { patienceMs: luck.between(2, 150) * 1000, talkMs: luck.between(3, 90) * 1000, withheld: from === 'anonymous' };
    this.callers.push(this.world.ring(from === 'anonymous' ? '+4915100000000' : from, script));
  }

  /** The app goes down with everything in flight and comes back some seconds later; callers stay with the carrier. */
  async #restart(): Promise<void> {
    // Whoever rang before is known before: a carrier that finds nobody at our address tells a caller so and hangs up.
    await this.world.settle();
    this.world = await this.world.restart(this.luck.between(1, 20) * 1000);
    for (const agent of this.agents) await agent.returnTo(this.world);
  }

  async #evening(): Promise<void> {
    this.world.carrier.control.clearFaults();
    for (let n = 0; n < 6; n++) {
      for (const agent of this.agents) await agent.act();
      await this.world.advance(STEP_MS);
    }
    for (const agent of this.agents) await agent.goHome();
    for (let over = 0; over < EVENING_MS && !(await isAllQuiet(this.world)); over += EVENING_STEP_MS)
      await this.world.advance(EVENING_STEP_MS);
    // What would still stir does so at the next whole comparison with the carrier.
    await this.world.advance(EVENING_STEP_MS);
  }
}
