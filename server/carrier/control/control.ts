import type { DeviceRegistry } from '../devices/device-registry.js';
import type { FaultRule } from '../faults/fault.js';
import type { ActiveFault } from '../faults/faults.js';
import type { Call } from '../model/call.js';
import type { Quirks } from '../model/quirks.js';
import type { Network } from '../network.js';
import type { Behaviour } from '../phones/party.js';
import { Traffic, type TrafficPlan } from '../phones/traffic.js';
import { RestError } from '../rest-error.js';
import { endCall, pickUp } from '../runtime/call-lifecycle.js';
import { pressDigits, speak } from '../runtime/far-end.js';
import type { TraceEntry } from '../trace.js';
import type { WebhookRecord } from '../webhooks/webhook.js';
import { type InboundCall, receiveInbound } from './inbound.js';
import type { Violation } from './oracle.js';
import { type CarrierState, stateOf } from './state.js';

/** What a test, a demo or a trainer can make happen. The HTTP control API (`/_sim`) has the same verbs. */
export class Control {
  /** When the HTTP control API was last used, on the wall clock. */
  lastUsedAt = 0;

  readonly #traffic: Traffic;

  constructor(
    readonly net: Network,
    readonly devices: DeviceRegistry,
  ) {
    this.#traffic = new Traffic(net);
  }

  /** Makes a telephone call one of the account's numbers; returns the leg's identifier. Throws when the number is not owned. */
  inbound(call: InboundCall): string {
    return receiveInbound(this.net, call).sid;
  }

  /** Lets random people call from now on, instead of those before; `perMinute: 0` stops them. */
  traffic(plan: TrafficPlan): void {
    this.#traffic.follow(plan);
  }

  /** Presses keys on a far telephone. */
  dtmf(callSid: string, digits: string): void {
    pressDigits(this.net, this.#leg(callSid), digits);
  }

  /** Says something at a far telephone. */
  speech(callSid: string, text: string): void {
    speak(this.net, this.#leg(callSid), text);
  }

  /** Hangs a far telephone up. */
  hangup(callSid: string): void {
    const call = this.#leg(callSid);
    endCall(this.net, call, { status: call.direction === 'inbound' ? 'no-answer' : 'completed' });
  }

  /** Picks a ringing far telephone up. */
  answer(callSid: string): void {
    pickUp(this.net, this.#leg(callSid));
  }

  /** Says how a number behaves when it is dialled from now on. */
  behave(number: string, behaviour: Behaviour): void {
    this.net.behaviours.set(number, behaviour);
  }

  /** Hangs up every leg of a client's devices. */
  disconnectClient(identity: string): void {
    for (const session of this.devices.of(identity))
      for (const call of [...session.calls.values()]) endCall(this.net, call, { status: 'completed' });
  }

  /** Makes a client's devices vanish, as when a lid is closed: the sockets break, the legs follow after the media-loss delay. */
  killClient(identity: string): void {
    for (const session of this.devices.of(identity)) {
      const { socket } = session;
      if (!socket) continue;
      this.devices.lost(session, socket, false);
      socket.close();
    }
  }

  /** Makes something go wrong from now on; returns the rule's id. */
  fault(rule: FaultRule): number {
    return this.net.faults.add(rule);
  }

  /** Takes one rule away, or all. */
  clearFaults(id?: number): void {
    this.net.faults.clear(id);
  }

  /** The rules in force, with how often they struck. */
  faults(): readonly ActiveFault[] {
    return this.net.faults.list();
  }

  /** Chooses between readings of what Twilio leaves open. */
  quirks(change: Partial<Quirks>): Quirks {
    return Object.assign(this.net.quirks, change);
  }

  /** Starts the random sequences of a seed, that of the faults too. */
  seed(seed: string): void {
    this.net.random.reseed(seed);
    this.net.faults.random.reseed(`${seed} faults`);
  }

  /** Legs, rooms, queues and devices now. */
  state(): CarrierState {
    return stateOf(this.net, this.devices);
  }

  /** What happened after entry `after`, of one leg when given. */
  trace(after = 0, callSid?: string): TraceEntry[] {
    return this.net.trace.read(after, callSid);
  }

  /** The webhooks sent after number `after`. */
  webhooks(after = 0): WebhookRecord[] {
    return this.net.webhooks.records.filter((record) => record.n > after);
  }

  /** What the oracle saw that must never happen. */
  invariants(): readonly Violation[] {
    return this.net.oracle.violations;
  }

  /** Hangs everything up and forgets logs, faults, behaviours and violations; numbers and applications stay. */
  reset(): void {
    this.#traffic.follow({ perMinute: 0 });
    for (const call of [...this.net.calls.values()]) endCall(this.net, call, { status: 'canceled' });
    this.net.faults.clear();
    this.net.behaviours.clear();
    this.net.trace.clear();
    this.net.webhooks.clear();
    this.net.oracle.clear();
    this.net.notifications.length = 0;
  }

  #leg(callSid: string): Call {
    const call = this.net.calls.get(callSid);
    if (!call) throw new RestError(20404, `No leg ${callSid}`);
    return call;
  }
}
