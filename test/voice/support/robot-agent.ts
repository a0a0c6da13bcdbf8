import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeviceClient } from '../../../server/carrier/device-client.js';
import { goReady, soundReady } from '../../../shared/contract/agents.js';
import { finishCall } from '../../../shared/contract/call-desk.js';
import { acceptOffer, activeCall, rejoinCall } from '../../../shared/contract/calls.js';
import { listDispositions } from '../../../shared/contract/queues.js';
import { voiceToken } from '../../../shared/contract/voice-token.js';
import type { InputOf, Operation, OutputOf } from '../../../shared/operation.js';
import { call } from '../../support/api.js';
import type { Person } from '../../support/console.js';
import { openSocket, type TestSocket } from '../../support/sockets.js';
import type { KillableApp } from './killable-app.js';

/** How often an agent looks at the console. */
const LOOK_MS = 150;

/** An agent at a console of a server that may die: answers whatever rings, writes up, and comes back when the server does. The phone stays with the carrier. */
export class RobotAgent {
  #device: DeviceClient | null = null;
  #socket: TestSocket | null = null;
  #isOver = false;
  /** What went wrong last, for the one who reads a failure. */
  lastTrouble = '';
  readonly #life: Promise<void>;
  constructor(
    readonly app: KillableApp,
    readonly who: Person,
  ) {
    this.#life = this.#live();
  }

  /** Goes home. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#life;
    this.#socket?.close();
    await this.#device?.close();
  }

  #do<Op extends Operation>(operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> {
    return call(this.app.url, operation, { input, headers: { Cookie: this.who.cookie } });
  }

  /** Whatever the server refuses, or that nobody answers: the agent looks again. */
  async #live(): Promise<void> {
    while (!this.#isOver) {
      await this.#step().catch((error: unknown) => {
        this.lastTrouble = `${new Date().toISOString()} ${error instanceof Error ? error.message : String(error)}`;
      });
      await sleep(LOOK_MS);
    }
  }

  async #step(): Promise<void> {
    if (!this.#device) {
      const { token } = await this.#do(voiceToken, {});
      const url = `${this.app.carrier().url.replace('http', 'ws')}/device`;
      this.#device = await DeviceClient.open({ url, token, instance: randomUUID() });
    }
    if (!this.#socket?.socket.connected) await this.#openConsole();
    const mine = await this.#do(activeCall, {});
    if (mine.offer) await this.#device.connect((await this.#do(acceptOffer, { callId: mine.offer.callId })).params);
    else if (mine.call && mine.mayRejoin) await this.#device.connect((await this.#do(rejoinCall, { callId: mine.call.id })).params);
    else if (mine.call?.state === 'WRAPUP')
      await this.#do(finishCall, { callId: mine.call.id, dispositionId: await this.#anyOutcome(), afterwards: 'ready' });
    else if (!mine.call && (await this.#do(goReady, {})).reach === 'no-device') await this.#soundWorks();
  }

  async #anyOutcome(): Promise<string | null> {
    const { items } = await this.#do(listDispositions, {});
    return items.find((one) => one.isActive && one.requires.length === 0)?.id ?? null;
  }

  async #openConsole(): Promise<void> {
    this.#socket?.close();
    this.#socket = await openSocket(this.app.url, { ...this.who, sessionId: '' }, {});
    await this.#soundWorks();
  }

  /** As a console does: again whenever the server does not know that this tab can ring. */
  async #soundWorks(): Promise<void> {
    if (this.#socket) await this.#do(soundReady, { tabId: this.#socket.tabId, isReady: true });
  }
}
