import { goReady } from '../../../shared/contract/agents.js';
import { extendWrapUp, finishCall, saveNote, undoFinish } from '../../../shared/contract/call-desk.js';
import { acceptOffer, activeCall, hangUpCall, holdCall, rejectOffer, resumeCall } from '../../../shared/contract/calls.js';
import type { OutputOf } from '../../../shared/operation.js';
import { ApiFailure } from '../../support/api.js';
import type { RandomDay } from './random-day.js';
import type { VoiceAgent } from './voice-agent.js';
import type { VoiceWorld } from './world.js';

type Mine = OutputOf<typeof activeCall>;

/** An agent with a will of their own: answers, misses, declines, holds, hangs up, forgets to wrap up, and loses the console now and then. */
export class RandomAgent {
  #revision = 0;
  constructor(
    readonly day: RandomDay,
    public agent: VoiceAgent,
  ) {}

  /** Does one thing, or nothing. What the server refuses by its rules is no failure of the day. */
  async act(): Promise<void> {
    const { luck } = this.day;
    if (this.agent.socket === null) {
      if (luck.happens(0.5)) await this.#comeBack();
      return;
    }
    if (luck.happens(0.02)) return this.agent.crash();
    await this.#allowed(async () => this.#work(await this.agent.do(activeCall, {})));
  }

  async #work(mine: Mine): Promise<void> {
    const { luck } = this.day;
    if (mine.offer) return this.#offered(mine.offer.callId);
    if (!mine.call) {
      if (luck.happens(0.5)) await this.agent.do(goReady, {});
      return;
    }
    if (mine.mayRejoin) {
      if (luck.happens(0.7)) await this.agent.rejoin(mine.call.id);
    } else if (mine.call.state === 'WRAPUP') await this.#wrapUp(mine.call.id);
    else if (mine.call.state === 'TALKING' || mine.call.state === 'HELD') await this.#talk(mine.call);
  }

  async #offered(callId: string): Promise<void> {
    const { luck } = this.day;
    if (luck.happens(0.15)) return;
    if (luck.happens(0.1)) {
      await this.agent.do(rejectOffer, { callId });
      return;
    }
    const { params } = await this.agent.do(acceptOffer, { callId });
    // Now and then the voice never comes, or comes twice.
    if (luck.happens(0.95)) await this.agent.connect(params);
    if (luck.happens(0.05)) await this.agent.connect(params);
  }

  async #talk(call: NonNullable<Mine['call']>): Promise<void> {
    const { luck } = this.day;
    const callId = call.id;
    if (luck.happens(0.2)) await this.agent.do(call.state === 'HELD' ? resumeCall : holdCall, { callId });
    if (luck.happens(0.3)) await this.agent.do(saveNote, { callId, note: `Notiz ${++this.#revision}`, revision: this.#revision });
    if (luck.happens(0.15)) await this.agent.do(hangUpCall, { callId });
  }

  async #wrapUp(callId: string): Promise<void> {
    const { luck } = this.day;
    if (luck.happens(0.1)) await this.agent.do(extendWrapUp, { callId });
    if (luck.happens(0.4)) return;
    const promise = luck.happens(0.3)
      ? {
          promise: {
            text: 'Rückruf',
            dueAt: new Date(this.agent.world.app.clock.now().getTime() + 86_400_000).toISOString(),
            ownerId: null,
          },
        }
      : {};
    const desk = await this.agent.do(finishCall, { callId, dispositionId: null, nextStep: promise, afterwards: 'ready' });
    if (desk.state === 'finished' && luck.happens(0.2)) {
      await this.agent.do(undoFinish, { callId });
      return;
    }
  }

  async #comeBack(): Promise<void> {
    await this.agent.open();
    await this.#allowed(() => this.agent.do(goReady, {}));
  }

  async #allowed(run: () => Promise<unknown>): Promise<void> {
    await run().catch((error: unknown) => {
      if (!(error instanceof ApiFailure) || error.status >= 500) throw error;
    });
  }

  /** The app was restarted: the console connects to the new one; the phone, at the carrier, may have kept its call. */
  async returnTo(world: VoiceWorld): Promise<void> {
    this.agent = world.adopt(this.agent);
    await this.#comeBack();
  }

  /** Leaves the console as it is found in the evening: nothing is wrapped up any more. */
  async goHome(): Promise<void> {
    await this.#allowed(async () => {
      const mine = this.agent.socket === null ? null : await this.agent.do(activeCall, {});
      if (mine?.call?.state === 'WRAPUP') await this.agent.finish(mine.call.id);
    });
    await this.agent.crash();
  }
}
