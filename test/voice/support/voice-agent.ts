import { randomUUID } from 'node:crypto';
import { DeviceClient } from '../../../server/carrier/device-client.js';
import type { DeviceCall } from '../../../server/carrier/devices/device-call.js';
import { goReady, soundReady } from '../../../shared/contract/agents.js';
import { finishCall } from '../../../shared/contract/call-desk.js';
import { acceptOffer, rejoinCall } from '../../../shared/contract/calls.js';
import type { Offer } from '../../../shared/models/calls.js';
import type { InputOf, Operation, OutputOf } from '../../../shared/operation.js';
import type { TestAccount } from '../../support/factories.js';
import type { TestSocket } from '../../support/sockets.js';
import type { VoiceWorld } from './world.js';

/** A person at a console: a socket, a browser phone and the operations of one account. */
export class VoiceAgent {
  socket: TestSocket | null = null;
  device: DeviceClient | null = null;
  voice: DeviceCall | null = null;
  constructor(
    readonly world: VoiceWorld,
    readonly account: TestAccount,
  ) {}

  get id(): string {
    return this.account.id;
  }

  /** Opens the console: socket and phone. */
  async open(): Promise<void> {
    this.socket = await this.world.app.connect(this.account);
    if (this.device === null) await this.openPhone();
    await this.sound();
  }

  async openPhone(): Promise<void> {
    const token = this.world.app.telephony.accessToken(this.id, 3600);
    if (token === null) throw new Error('no token');
    this.device = await DeviceClient.open({ url: `${this.world.carrier.url.replace('http', 'ws')}/device`, token, instance: randomUUID() });
  }

  async sound(): Promise<void> {
    await this.do(soundReady, { tabId: this.socket?.tabId ?? 'none', isReady: true });
  }

  async ready(): Promise<void> {
    await this.do(goReady, {});
  }

  /** Runs an operation as this agent. */
  do<Op extends Operation>(operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> {
    return this.world.app.api(operation, input, { as: this.account });
  }

  /** The newest offer that arrived at the console. */
  offers(): Offer[] {
    const all = this.socket?.events ?? [];
    return all.flatMap((event) => (event.type === 'offer.made' && !('gone' in event.payload) ? [event.payload] : []));
  }

  /** Accepts the offered call and brings the voice, as the console does. */
  async answer(callId: string): Promise<void> {
    const { params } = await this.do(acceptOffer, { callId });
    await this.connect(params);
  }

  async connect(params: Record<string, string>): Promise<DeviceCall> {
    if (!this.device) throw new Error('no phone');
    this.voice = await this.device.connect(params);
    await this.world.settle();
    return this.voice;
  }

  async rejoin(callId: string): Promise<void> {
    const { params } = await this.do(rejoinCall, { callId });
    await this.connect(params);
  }

  finish(callId: string): Promise<OutputOf<typeof finishCall>> {
    return this.do(finishCall, { callId, dispositionId: null, afterwards: 'ready' });
  }

  /** The tab is gone: socket and phone at once. */
  async crash(): Promise<void> {
    this.socket?.close();
    this.device?.vanish();
    this.socket = null;
    this.device = null;
    await this.world.settle();
  }

  /** The server went away; the phone, at the carrier, does not know. */
  loseSocket(): void {
    this.socket?.close();
    this.socket = null;
  }

  async close(): Promise<void> {
    this.socket?.close();
    await this.device?.close();
  }
}
