import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildNetwork } from './build-network.js';
import type { Clock } from './clock/clock.js';
import { ManualClock } from './clock/manual-clock.js';
import { WallClock } from './clock/wall-clock.js';
import { Control } from './control/control.js';
import { ControlApi } from './control/control-api.js';
import { DeviceRegistry, defaultDeviceLimits } from './devices/device-registry.js';
import { DeviceServer } from './devices/device-server.js';
import { answerFallback, isFallback } from './fallback-document.js';
import type { Credentials, Network } from './network.js';
import type { CarrierOptions } from './options.js';
import { RestApi } from './rest/rest-api.js';

export type { Control } from './control/control.js';
export type { FaultKind, FaultRule } from './faults/fault.js';
export type { Quirks } from './model/quirks.js';
export type { CarrierOptions } from './options.js';

/** Start of a manual clock when none is given: a Monday morning. */
const MONDAY_MORNING = Date.parse('2026-03-02T08:00:00Z');
const API_CONCURRENCY = 200;

/** A running carrier. */
export interface Carrier extends Credentials {
  /** Base of its REST API, control API and device socket: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly clock: {
    /** Milliseconds since the epoch, on the carrier's clock. */
    now(): number;
    /** Manual clock: moves on, firing what is due in order and awaiting webhooks. Other clocks: throws. */
    advance(ms: number): Promise<void>;
    /** When the carrier next does something by itself (manual clock only). */
    nextDue(): number | undefined;
  };
  /** Resolves when no webhook is under way and everything that follows from those answered has happened. */
  settle(): Promise<void>;
  readonly control: Control;
  /** How long nobody has needed the carrier, in wall-clock milliseconds: no live leg, no request, no device message, no webhook answered. */
  idleMs(): number;
  /** Hangs everything up, silently, and frees the port. */
  close(): Promise<void>;
}

/** Starts a carrier inside this process. Bound to 127.0.0.1 unless told otherwise. Rejects when the port is taken. */
export async function startCarrier(options: CarrierOptions = {}): Promise<Carrier> {
  const manual = options.clock === 'manual' ? new ManualClock(options.startAt ?? MONDAY_MORNING) : undefined;
  const clock: Clock = manual ?? new WallClock(typeof options.clock === 'number' ? options.clock : 1);
  const net = buildNetwork(options, clock);
  const registry = new DeviceRegistry(net, { ...defaultDeviceLimits, ...options.devices });
  net.clients = registry;
  const control = new Control(net, registry);
  const advance = async (ms: number) => {
    if (!manual) throw new Error('Only a manual clock can be advanced');
    await manual.advance(ms, () => net.inFlight.settle());
  };
  const rest = new RestApi(net, { concurrency: options.apiConcurrency ?? API_CONCURRENCY });
  const devices = new DeviceServer(net, registry);
  const server = listener(net, { rest, devices, controlApi: new ControlApi(net, control, advance) });
  const port = await listen(server, options);
  const startedAt = Date.now();
  const lastNeeded = () => Math.max(startedAt, rest.lastAskedAt, devices.lastHeardAt, net.webhooks.lastAnswerAt, control.lastUsedAt);
  return {
    ...net.account,
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    port,
    clock: { now: () => clock.now(), advance, nextDue: () => manual?.nextDue() },
    settle: () => net.inFlight.settle(),
    control,
    idleMs: () => (control.state().legs.length > 0 ? 0 : Date.now() - lastNeeded()),
    close: () => close(server, devices),
  };
}

function listener(net: Network, parts: { rest: RestApi; devices: DeviceServer; controlApi: ControlApi }): Server {
  const server = createServer((request, response) => {
    if (isFallback(request)) return answerFallback(request, response);
    const isControl = request.url?.startsWith('/_sim/') ?? false;
    // Neither ever rejects. They are not counted as in flight: advancing the clock must not wait for the request that asked for it.
    void (isControl ? parts.controlApi.handle(request, response) : parts.rest.handle(request, response));
  });
  server.on('upgrade', (request, socket, head) => {
    if (/^\/device(\?|$)/.test(request.url ?? '')) parts.devices.upgrade(request, socket, head);
    else socket.destroy();
  });
  net.trace.add('carrier.started', undefined, { accountSid: net.account.accountSid });
  return server;
}

function listen(server: Server, options: CarrierOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, devices: DeviceServer): Promise<void> {
  devices.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
