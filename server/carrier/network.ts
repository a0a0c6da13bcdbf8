import type { Sound } from '../../shared/carrier-device.js';
import type { Clock } from './clock/clock.js';
import type { InFlight } from './clock/in-flight.js';
import type { Oracle } from './control/oracle.js';
import type { Faults } from './faults/faults.js';
import type { Call } from './model/call.js';
import type { Conference } from './model/conference.js';
import type { Application, IncomingNumber, Notification } from './model/number.js';
import type { Queue } from './model/queue.js';
import type { Quirks } from './model/quirks.js';
import type { Behaviour, Party } from './phones/party.js';
import type { Random } from './random.js';
import type { CallPacer } from './runtime/call-pacer.js';
import type { MediaLengths } from './runtime/media-lengths.js';
import type { Trace } from './trace.js';
import type { WebhookSender } from './webhooks/webhook-sender.js';

/** Who may use the account, and with what its webhooks are signed. */
export interface Credentials {
  accountSid: string;
  authToken: string;
  apiKeySid: string;
  apiKeySecret: string;
  /** Opens the control API. */
  controlSecret: string;
}

/** Whoever can take calls for `client:` addresses. */
export interface ClientDirectory {
  /** A party that rings every device registered as this identity; undefined when there is none. */
  find(identity: string): Party | undefined;
}

/** The carrier's whole state: one account, in memory. Handed to every part as its first argument. */
export interface Network {
  readonly account: Credentials;
  readonly bornAt: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly inFlight: InFlight;
  readonly trace: Trace;
  readonly faults: Faults;
  readonly quirks: Quirks;
  readonly webhooks: WebhookSender;
  readonly media: MediaLengths;
  readonly pacer: CallPacer;
  readonly oracle: Oracle;
  readonly calls: Map<string, Call>;
  readonly conferences: Map<string, Conference>;
  readonly queues: Map<string, Queue>;
  readonly numbers: Map<string, IncomingNumber>;
  readonly applications: Map<string, Application>;
  readonly notifications: Notification[];
  /** How dialled numbers behave; those not listed answer after three seconds. */
  readonly behaviours: Map<string, Behaviour>;
  clients: ClientDirectory;
}

/** A new identifier: `CA`, `CF`, `QU`, … and 32 hexadecimal digits. */
export function newSid(net: Network, prefix: string): string {
  return prefix + net.random.hex(32);
}

/** Lets the person at a leg hear something, and writes it down. */
export function play(net: Network, call: Call, sound: Sound): void {
  net.trace.add('sound', call.sid, { ...sound });
  call.party.hear(call, sound);
}
