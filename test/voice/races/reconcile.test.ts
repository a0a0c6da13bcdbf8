import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { expectAllQuiet, talking, withWorld } from '../support/with-world.js';
import { HOTLINE, VoiceWorld } from '../support/world.js';

/** What the caller's leg is told to do when it asks at the address of a visit. */
async function askedAgain(world: VoiceWorld, sid: string, visit: number): Promise<string> {
  const { id } = await world.call(sid);
  const path = `/twilio/voice/requeue?i=${id}&v=${visit}`;
  const body = { CallSid: sid, From: '+4915112345678', To: HOTLINE };
  const answer = await world.app.send('POST', path, {
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Twilio-Signature': world.app.telephony.signatureFor(path, body),
    },
    body: new URLSearchParams(body).toString(),
  });
  return answer.text;
}

describe('a caller whose fetching failed', () => {
  it('waits on at the old place, is fetched by the next try, and an address of before tells what is true now', () =>
    withWorld({ oracle: { customerAloneMs: 30_000, dequeuedMs: 30_000 } }, async (world) => {
      const agent = await world.agent();
      const sid = world.ring('+4915112345678', { patienceMs: 600_000 });
      await world.settle();
      const later = world.ring('+4915100000001', { patienceMs: 600_000 });
      await world.settle();
      const { id } = await world.call(sid);
      // Twelve tries: six of the first command, six of the one that looks first.
      world.carrier.control.fault({ kind: 'rest-500', match: { method: 'POST', path: sid }, count: 12 });
      await agent.answer(id);
      await world.advance(20_000);
      expect(await world.call(sid)).toMatchObject({ state: 'OFFERING', visit: 2, is_front: true, answered_at: null });
      expect((await world.call(later)).state).toBe('QUEUED');
      expect(await askedAgain(world, sid, 1)).toContain('<Enqueue ');
      for (const visit of [2, 3]) {
        await agent.answer(id);
        await world.advance(1000);
        expect(await world.call(sid)).toMatchObject({ state: 'TALKING', visit, agent_id: agent.id });
        expect(await askedAgain(world, sid, visit)).toContain('<Conference ');
        await agent.crash();
        await world.advance(25_000);
        expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', visit: visit + 1, is_front: true });
        expect(world.carrier.control.state().queues.flatMap((queue) => queue.members)).toContain(sid);
        await agent.open();
        await agent.ready();
        await world.settle();
      }
    }));
});

describe('after the product was away', () => {
  it('more than a hundred callers who gave up meanwhile are all found, each with the time of the hang-up', async () => {
    const before = await VoiceWorld.start({ queue: { greeting: null, waiting: null } });
    const world = await (async () => {
      for (let n = 0; n < 110; n++) before.ring(`+49151123${45_000 + n}`, { hangupAfterMs: 20_000 });
      await before.settle();
      return before.restart(60_000);
    })();
    try {
      await world.advance(5000);
      const calls = await world.rows(
        `SELECT state, outcome, count(*)::int AS n, bool_and(left_at - arrived_at BETWEEN interval '19 seconds' AND interval '21 seconds') AS "leftThen"
         FROM calls GROUP BY state, outcome`,
      );
      expect(calls).toEqual([{ state: 'ENDED', outcome: 'abandoned', n: 110, leftThen: true }]);
      await expectAllQuiet(world);
    } finally {
      await world.close();
    }
  }, 90_000);

  it('a caller of whose coming and going every word is lost was spoken with for as long as the two lie apart', async () => {
    const before = await VoiceWorld.start();
    const agent = await before.agent();
    const sid = before.ring('+4915112345678', { hangupAfterMs: 20_000 });
    await before.settle();
    before.carrier.control.fault({ kind: 'webhook-drop', match: { url: '/cb/conference', CallSid: sid } });
    await agent.answer((await before.call(sid)).id);
    expect((await before.call(sid)).state).toBe('BRIDGING');
    const world = await before.restart(60_000);
    try {
      await world.advance(60_000);
      expect(
        await world.rows(
          `SELECT c.outcome, i.duration_s BETWEEN 18 AND 20 AS talked, c.answered_at - c.queued_at < interval '2 seconds' AS waited
           FROM calls c JOIN interactions i ON i.call_id = c.id`,
        ),
      ).toEqual([{ outcome: 'answered', talked: true, waited: true }]);
      await expectAllQuiet(world);
    } finally {
      await world.close();
    }
  });
});

describe('an agent who is gone without a word', () => {
  it('is found within twenty seconds, though every callback is lost and the console is still there', () =>
    withWorld({}, async (world) => {
      const { agent, sid } = await talking(world);
      await world.advance(20_000);
      world.carrier.control.fault({ kind: 'webhook-drop', match: { url: '/cb/' } });
      agent.device?.vanish();
      await world.advance(20_000);
      expect(['AGENT_LOST', 'QUEUED']).toContain((await world.call(sid)).state);
    }));

  it('is found at once when the console is gone too', () =>
    withWorld({}, async (world) => {
      const { agent, sid } = await talking(world);
      world.carrier.control.fault({ kind: 'webhook-drop', match: { url: '/cb/' } });
      agent.device?.vanish();
      await world.advance(6000);
      agent.loseSocket();
      await world.advance(2000);
      expect((await world.call(sid)).state).toBe('AGENT_LOST');
    }));

  it('costs three requests a look while nothing is wrong, however many talk', () =>
    withWorld({}, async (world) => {
      for (let n = 0; n < 3; n++) await talking(world, `+491511234560${n}`);
      await world.advance(60_000);
      const from = world.carrier.control.trace().length;
      const asked = () => world.carrier.control.trace().filter((line, n) => n >= from && line.kind === 'rest').length;
      await world.advance(60_000);
      // Four looks of three requests; once a minute also the rooms with their people, and the orphans.
      expect(asked()).toBeLessThanOrEqual(4 * 3 + 1 + 3 + 3);
    }));
});

describe('legs of the same account that are none of ours', () => {
  it('are left alone: callers of other numbers and calls of other programs; a lost caller of ours is let in again', async () => {
    const foreign = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Pause length="3600"/></Response>'),
    );
    await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
    const theirUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
    try {
      await withWorld({}, async (world) => {
        const { telephony } = world.app;
        await world.rows(
          `INSERT INTO phone_lines (id, version, created_at, updated_at, e164, label, queue_id) VALUES (gen_random_uuid(), 1, $1, $1, $2, 'Hotline', $3)`,
          [world.app.clock.now(), HOTLINE, world.queueId],
        );
        const numbers = await telephony.listNumbers();
        const other = numbers.kind === 'ok' ? numbers.value.find((line) => line.e164 !== HOTLINE) : undefined;
        if (!other) throw new Error('the carrier has one number only');
        await telephony.pointNumber(other.sid, { voiceUrl: theirUrl, voiceFallbackUrl: null, statusCallback: theirUrl });
        world.carrier.control.behave('+4930901820', { kind: 'answer', afterMs: 0 });
        const dialled = await telephony.createCall({
          ...{ from: HOTLINE, to: '+4930901820', url: theirUrl, statusCallback: theirUrl },
          timeoutSeconds: 30,
        });
        const theirs = [
          world.carrier.control.inbound({ from: '+4915100000009', to: other.e164, script: { patienceMs: 3_600_000 } }),
          dialled.kind === 'ok' ? dialled.value.sid : 'none',
        ];
        const mine = world.ring('+4915112345678', { patienceMs: 3_600_000 });
        await world.settle();
        const { id } = await world.call(mine);
        await world.rows('DELETE FROM calls WHERE id = $1', [id]);
        await world.advance(300_000);
        const alive = world.carrier.control.state().legs.map((leg) => leg.sid);
        expect(alive).toEqual(expect.arrayContaining([...theirs, mine]));
        expect(await world.call(mine)).toMatchObject({ state: 'QUEUED' });
        expect((await world.rows('SELECT id FROM calls')).length).toBe(1);
      });
    } finally {
      foreign.closeAllConnections();
      await new Promise((done) => foreign.close(done));
    }
  });
});
