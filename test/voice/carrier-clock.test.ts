import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ManualClock } from '../../server/carrier/clock/manual-clock.js';
import { startScene } from './carrier-harness.js';

describe('the manual clock', () => {
  it('fires in due order, equal ones in the order they were set, each at its own time', async () => {
    const clock = new ManualClock(1000);
    const fired: [string, number][] = [];
    const note = (name: string) => () => void fired.push([name, clock.now()]);
    clock.after(20, note('c'));
    clock.after(10, note('a'));
    clock.after(10, note('b'));
    clock.after(10, note('canceled')).cancel();
    clock.after(5, () => clock.after(1, note('nested')));
    expect(clock.nextDue()).toBe(1005);
    await clock.advance(15, async () => undefined);
    expect(fired).toEqual([
      ['nested', 1006],
      ['a', 1010],
      ['b', 1010],
    ]);
    expect(clock.now()).toBe(1015);
    await clock.advance(5, async () => undefined);
    expect(fired.at(-1)).toEqual(['c', 1020]);
    expect(clock.nextDue()).toBeUndefined();
  });
});

describe('a carrier', () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());
  const scene = async (options: Parameters<typeof startScene>[0]) => {
    const made = await startScene(options);
    close = made.close;
    return made;
  };

  it('sixty times as fast as life lives a minute in a second', async () => {
    const { app, carrier, sdk, number } = await scene({ clock: 60 });
    app.says('/voice', '<Say>Hello</Say><Pause length="30"/>');
    const sid = carrier.control.inbound({ from: '+4915228817386', to: number });
    await expect.poll(async () => (await sdk.calls(sid).fetch()).status).toBe('completed');
    expect(Number((await sdk.calls(sid).fetch()).duration)).toBeGreaterThanOrEqual(30);
    await expect(carrier.clock.advance(1)).rejects.toThrow('manual');
  });

  it('is idle only when no leg is up and nobody asks', async () => {
    const { app, carrier, number } = await scene({});
    app.says('/voice', '<Pause length="60"/>');
    await expect.poll(() => carrier.idleMs()).toBeGreaterThan(20);
    const sid = carrier.control.inbound({ from: '+4915228817386', to: number });
    await carrier.settle();
    expect(carrier.idleMs()).toBe(0);
    carrier.control.hangup(sid);
    await expect.poll(() => carrier.idleMs()).toBeGreaterThan(20);
  });

  it('answers more requests at a time than allowed with 429', async () => {
    const { carrier, sdk } = await scene({ apiConcurrency: 1 });
    carrier.control.fault({ kind: 'rest-slow', count: 1, ms: 300 });
    const slow = sdk.calls.list();
    await expect.poll(() => carrier.control.faults()[0]?.hits).toBe(1);
    await expect(sdk.calls.list()).rejects.toMatchObject({ status: 429, code: 20429 });
    expect(await slow).toEqual([]);
  });

  it('survives whatever is thrown at its port', async () => {
    const { carrier, sdk } = await scene({});
    const hostile = [
      'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET /%ZZ HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET //device HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'GET /device HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n',
      'POST /_sim/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{"a":',
      '\x00\xff\x16\x03',
    ];
    for (const bytes of hostile) {
      await new Promise<void>((resolve) => {
        const socket = createConnection(carrier.port, '127.0.0.1', () => socket.end(bytes));
        socket.on('error', () => resolve());
        socket.on('close', () => resolve());
        socket.resume();
      });
    }
    const socket = new WebSocket(`${carrier.url.replace('http', 'ws')}/device`);
    const answers: unknown[] = [];
    socket.onmessage = ({ data }) => answers.push(JSON.parse(String(data)));
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    for (const message of [
      'nonsense',
      '{}',
      '[]',
      '{"type":"connect"}',
      '{"type":"__proto__"}',
      '{"type":"register"}',
      '{"type":"hello","token":"a.b.c","instance":"x"}',
    ])
      socket.send(message);
    await expect.poll(() => answers).toHaveLength(7);
    socket.close();
    expect(await sdk.calls.list()).toEqual([]);
    expect(carrier.control.trace().filter(({ kind }) => kind === 'carrier.defect')).toEqual([]);
  });
});
