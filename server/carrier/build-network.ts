import { randomBytes } from 'node:crypto';
import type { Clock } from './clock/clock.js';
import { InFlight } from './clock/in-flight.js';
import { defaultOracleLimits, Oracle } from './control/oracle.js';
import { Faults } from './faults/faults.js';
import { defaultQuirks } from './model/quirks.js';
import type { Network } from './network.js';
import { type CarrierOptions, completeCredentials, defaultNumbers } from './options.js';
import { Random } from './random.js';
import { addNumber } from './rest/numbers.rest.js';
import { CallPacer } from './runtime/call-pacer.js';
import { MediaLengths } from './runtime/media-lengths.js';
import { Trace } from './trace.js';
import { WebhookSender } from './webhooks/webhook-sender.js';

/** Music of unknown length plays for three minutes. */
const UNKNOWN_MEDIA_MS = 180_000;

/** The carrier's state before the first call: an account with its numbers. */
export function buildNetwork(options: CarrierOptions, clock: Clock): Network {
  const account = completeCredentials(options.credentials);
  const seed = options.seed ?? randomBytes(8).toString('hex');
  const inFlight = new InFlight();
  const trace = new Trace(() => clock.now());
  const faults = new Faults(new Random(`${seed} faults`));
  const net: Network = {
    account,
    bornAt: clock.now(),
    clock,
    random: new Random(seed),
    inFlight,
    trace,
    faults,
    quirks: { ...defaultQuirks, ...options.quirks },
    webhooks: new WebhookSender({ authToken: account.authToken, clock, inFlight, faults, serial: options.clock === 'manual' }),
    media: new MediaLengths(options.unknownMediaMs ?? UNKNOWN_MEDIA_MS, (work) => inFlight.track(work)),
    pacer: new CallPacer(clock, options.callsPerSecond ?? 1),
    oracle: new Oracle(clock, trace, { ...defaultOracleLimits, ...options.oracle }),
    calls: new Map(),
    conferences: new Map(),
    queues: new Map(),
    numbers: new Map(),
    applications: new Map(),
    notifications: [],
    behaviours: new Map(),
    clients: { find: () => undefined },
  };
  for (const number of options.numbers ?? defaultNumbers) addNumber(net, number);
  return net;
}
