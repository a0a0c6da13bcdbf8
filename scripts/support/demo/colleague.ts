import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { DeviceClient } from '../../../server/carrier/device-client.js';
import type { Random } from '../../../server/carrier/random.js';
import { goOff, goOnPause, goReady, soundReady } from '../../../shared/contract/agents.js';
import { finishCall, saveNote } from '../../../shared/contract/call-desk.js';
import { acceptOffer, activeCall, hangUpCall, holdCall, rejoinCall, resumeCall } from '../../../shared/contract/calls.js';
import { voiceToken } from '../../../shared/contract/voice-token.js';
import type { Disposition, PauseReason } from '../../../shared/models/queues.js';
import type { OutputOf } from '../../../shared/operation.js';
import { Refusal, type Session } from '../session.js';
import { outcomeOf } from './outcome.js';
import { notes } from './texts.js';

const LOOK_MS = 1000;
/** A person needs this long to look up and press a key, however fast the day goes by. */
const REACTION_MS: [number, number] = [1500, 5000];

/** What colleagues work with. */
export interface DemoDesk {
  luck: Random;
  speed: number;
  dispositions: readonly Disposition[];
  pauseReasons: readonly PauseReason[];
  say: (line: string) => void;
}

/** A simulated colleague at a console of their own: HTTP, socket and phone as a browser has them. */
export class Colleague {
  readonly #tabId = randomUUID();
  readonly #revision = new Map<string, number>();
  #socket: Socket | null = null;
  #phone: DeviceClient | null = null;
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  /** What is being done about the present call, and from when on. */
  #plan: { key: string; at: number } | null = null;
  #isStopped = false;

  constructor(
    readonly session: Session,
    readonly desk: DemoDesk,
  ) {}

  /** Sits down: connects, tells that the phone works, is ready. Looks once a second at what there is to do. */
  async start(): Promise<void> {
    const socket = io(this.session.origin, {
      auth: { tabId: this.#tabId, after: null, epoch: null },
      transports: ['websocket'],
      extraHeaders: { Cookie: this.session.cookie },
      forceNew: true,
    });
    this.#socket = socket;
    socket.on('live', () => void this.#sitDown());
    await new Promise<void>((resolve) => socket.once('live', () => resolve()));
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Goes home: finishes nothing, hangs up, disconnects. Callers go back to the queue as with a closed lid. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#work;
    await this.session.do(goOff, {}).catch(() => undefined);
    this.#socket?.disconnect();
    await this.#phone?.close().catch(() => undefined);
  }

  async #sitDown(): Promise<void> {
    await this.#allowed(async () => {
      await this.#openPhone();
      await this.session.do(soundReady, { tabId: this.#tabId, isReady: true });
      await this.session.do(goReady, {});
    });
  }

  async #openPhone(): Promise<void> {
    if (this.#phone) return;
    const { token } = await this.session.do(voiceToken, {});
    const phone = await DeviceClient.open({ url: `${this.session.origin.replace(/^http/, 'ws')}/carrier/device`, token });
    phone.on('error', () => undefined);
    phone.once('close', () => (this.#phone = null));
    this.#phone = phone;
  }

  #look(): void {
    this.#work = this.#work.then(() =>
      this.#isStopped ? undefined : this.#allowed(async () => this.#act(await this.session.do(activeCall, {}))),
    );
  }

  async #act(mine: OutputOf<typeof activeCall>): Promise<void> {
    if (mine.offer) return this.#answer(mine.offer.callId);
    if (mine.call && mine.mayRejoin) return this.#bring(await this.session.do(rejoinCall, { callId: mine.call.id }));
    if (!mine.call) return this.#idle();
    if (mine.call.state === 'WRAPUP') return this.#wrapUp(mine);
    if (mine.call.state === 'TALKING' || mine.call.state === 'HELD') await this.#talk(mine.call);
  }

  /** True once the time for this step has come; the first look at it only sets that time. */
  #isTime(key: string, [low, high]: [number, number]): boolean {
    if (this.#plan?.key !== key) this.#plan = { key, at: Date.now() + this.desk.luck.between(low, high) };
    return Date.now() >= this.#plan.at;
  }

  #scaled(seconds: number): number {
    return Math.round((seconds * 1000) / this.desk.speed);
  }

  async #answer(callId: string): Promise<void> {
    if (!this.#isTime(`offer ${callId}`, REACTION_MS)) return;
    // Now and then somebody is not at the desk: the offer runs out and the caller goes to the next one.
    if (this.desk.luck.chance(0.03)) {
      this.#plan = { key: `offer ${callId}`, at: Number.POSITIVE_INFINITY };
      return;
    }
    await this.#bring(await this.session.do(acceptOffer, { callId }));
  }

  async #bring(ticket: OutputOf<typeof acceptOffer>): Promise<void> {
    await this.#openPhone();
    await this.#phone?.connect(ticket.params);
  }

  async #talk(call: NonNullable<OutputOf<typeof activeCall>['call']>): Promise<void> {
    const { luck, speed } = this.desk;
    const callId = call.id;
    // Chances are per look, once a second: a faster day has fewer looks in a call.
    if (call.state === 'HELD') {
      if (luck.chance(Math.min(0.5, 0.04 * speed))) await this.session.do(resumeCall, { callId });
    } else if (luck.chance(Math.min(0.06, 0.002 * speed))) await this.session.do(holdCall, { callId });
    else if (luck.chance(Math.min(0.06, 0.001 * speed))) await this.session.do(hangUpCall, { callId });
    else if (!this.#revision.has(callId) && luck.chance(Math.min(0.4, 0.04 * speed))) await this.#write(callId);
  }

  async #write(callId: string): Promise<void> {
    this.#revision.set(callId, 1);
    const note = notes[this.desk.luck.between(0, notes.length - 1)] ?? '';
    await this.session.do(saveNote, { callId, note, revision: 1 });
  }

  async #wrapUp(mine: OutputOf<typeof activeCall>): Promise<void> {
    const callId = mine.call?.id ?? '';
    if (!this.#isTime(`wrap-up ${callId}`, [this.#scaled(10) + 1000, this.#scaled(45) + 2500])) return;
    if (mine.desk && mine.desk.note.trim() === '') await this.#write(callId);
    const { disposition, nextStep } = outcomeOf(mine, this.desk);
    await this.session.do(finishCall, { callId, dispositionId: disposition?.id ?? null, nextStep, afterwards: 'ready' });
    this.#revision.delete(callId);
  }

  /** Free: mostly ready; a pause now and then, never long. Ready again also after a missed call. */
  async #idle(): Promise<void> {
    if (this.#plan?.key === 'pause') {
      if (Date.now() < this.#plan.at) return;
      this.#plan = null;
      await this.session.do(goReady, {});
    } else if (this.desk.luck.chance(Math.min(0.01, 0.0004 * this.desk.speed))) {
      const [, reason] = this.desk.pauseReasons;
      await this.session.do(goOnPause, { reasonId: reason?.id ?? null });
      this.#plan = { key: 'pause', at: Date.now() + this.#scaled(this.desk.luck.between(300, 900)) };
    } else if (this.desk.luck.chance(0.1)) await this.session.do(goReady, {});
  }

  /** A refusal is everyday life (the caller hung up first); a server that is gone comes back. Anything else is said. */
  async #allowed(run: () => Promise<unknown>): Promise<void> {
    await run().catch((error: unknown) => {
      if (this.#isStopped || error instanceof TypeError || (error instanceof Refusal && error.status < 500)) return;
      this.desk.say(`A colleague could not go on: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}
