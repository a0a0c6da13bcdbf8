import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeSocket, type WebSocket, WebSocketServer } from 'ws';
import type { DeviceEvent, DeviceRequest } from '../../../shared/carrier-device';
import { SimulatedDevice } from './simulated-device';

let carrier: WebSocketServer;
let lines: WebSocket[];
let heard: DeviceRequest[];
let device: SimulatedDevice;
const events = { onReady: vi.fn(), onConnected: vi.fn(), onDisconnected: vi.fn(), onAudio: vi.fn(), onBroken: vi.fn() };
const PATIENCE = { timeout: 10_000, interval: 10 };

beforeEach(async () => {
  [lines, heard] = [[], []];
  carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  carrier.on('connection', (line) => {
    lines.push(line);
    line.on('message', (text) => heard.push(JSON.parse(String(text)) as DeviceRequest));
  });
  await once(carrier, 'listening');
  vi.stubGlobal('WebSocket', NodeSocket);
  vi.stubGlobal('location', { href: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}/desk` });
  for (const spy of Object.values(events)) spy.mockClear();
  device = new SimulatedDevice('token', events, 20);
});
afterEach(() => {
  device.close();
  carrier.close();
  vi.unstubAllGlobals();
});

const say = (event: DeviceEvent) => lines.at(-1)?.send(JSON.stringify(event));
const hears = (type: DeviceRequest['type'], times = 1) =>
  vi.waitFor(() => expect(heard.filter((one) => one.type === type)).toHaveLength(times), PATIENCE);
const ready = (calls: string[]) => say({ type: 'ready', identity: 'jonas', calls });

async function inCall(): Promise<void> {
  await hears('hello');
  ready([]);
  const connected = device.connect({ nonce: '1' });
  await hears('connect');
  say({ type: 'connecting', request: '1', callSid: 'CA1' });
  say({ type: 'accept', callSid: 'CA1' });
  await connected;
}
async function breaks(): Promise<void> {
  lines.at(-1)?.terminate();
  await hears('hello', 2);
}

describe('the simulated telephone', () => {
  it('keeps its call over a broken line while the carrier still knows it', async () => {
    await inCall();
    await breaks();
    ready(['CA1']);
    await vi.waitFor(() => expect(events.onReady).toHaveBeenLastCalledWith(true, null), PATIENCE);
    expect(events.onDisconnected).not.toHaveBeenCalled();
    device.hangUp();
    await hears('disconnect');
  });

  it('takes its call for ended when the carrier no longer knows it after a long absence', async () => {
    await inCall();
    await breaks();
    ready([]);
    await vi.waitFor(() => expect(events.onDisconnected).toHaveBeenCalledOnce(), PATIENCE);
    device.hangUp();
    device.mute(true);
    const connected = device.connect({ nonce: '2' });
    await hears('connect', 2);
    expect(heard.map((one) => one.type)).toEqual(['hello', 'connect', 'hello', 'connect']);
    say({ type: 'accept', callSid: 'CA2' });
    await connected;
  });

  it('refuses a connection whose answer was lost with the line, so that it can be asked for again', async () => {
    await hears('hello');
    ready([]);
    const connected = device.connect({ nonce: '1' });
    const refused = expect(connected).rejects.toThrow('the line was lost');
    await hears('connect');
    await breaks();
    ready([]);
    await refused;
  });
});
