import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../server/carrier/index.js';
import { holdCall, resumeCall } from '../../../shared/contract/calls.js';
import { expectAllQuiet, talking, withWorld } from '../support/with-world.js';

const FAULTS: [string, FaultRule][] = [
  ['doubled with the same token', { kind: 'webhook-duplicate' }],
  ['doubled with another token', { kind: 'webhook-duplicate', newToken: true }],
  ['swapped with their neighbours', { kind: 'webhook-reorder', match: { url: '/cb/' } }],
  ['late by three seconds', { kind: 'webhook-delay', match: { url: '/cb/' }, ms: 3000 }],
  ['dropped one in three', { kind: 'webhook-drop', match: { url: '/cb/' }, probability: 0.33 }],
];

describe('a whole call', () => {
  it.each(FAULTS)('survives callbacks that are %s (races 3, 4, 5)', (_what, fault) =>
    withWorld({}, async (world) => {
      world.carrier.control.fault(fault);
      const agent = await world.agent();
      const sid = world.ring('+4915112345678', { talkMs: 90_000 });
      await world.settle();
      const { id } = await world.call(sid);
      await agent.answer(id);
      await world.advance(400_000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED' });
      world.carrier.control.clearFaults();
      await world.advance(400_000);
      await expectAllQuiet(world);
    }),
  );

  it('is not moved by forged or replayed callbacks', () =>
    withWorld({}, async (world) => {
      const { sid } = await talking(world);
      const forged = await world.app.send('POST', '/twilio/cb/call', {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': 'bm90IHJlYWw=' },
        body: new URLSearchParams({ CallSid: sid, CallStatus: 'completed' }).toString(),
      });
      expect(forged.status).toBe(403);
      const unsigned = await world.app.send('POST', '/twilio/cb/call', {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ CallSid: sid, CallStatus: 'completed' }).toString(),
      });
      expect(unsigned.status).toBe(403);
      await world.settle();
      expect((await world.call(sid)).state).toBe('TALKING');
    }));

  it('stays in the agent’s hands when conference-start never comes, or comes too early', () =>
    withWorld({}, async (world) => {
      world.carrier.control.fault({ kind: 'conference-start-missing' });
      const { sid } = await talking(world);
      expect((await world.call(sid)).state).toBe('TALKING');
    }));

  it('holds and resumes although the carrier says yes and does nothing, or says nothing (race 8)', () =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      world.carrier.control.fault({ kind: 'hold-ignored', count: 1 });
      await agent.do(holdCall, { callId });
      await world.advance(3000);
      expect((await world.call(sid)).state).toBe('HELD');
      world.carrier.control.fault({ kind: 'rest-timeout-after-commit', count: 1 });
      await agent.do(resumeCall, { callId });
      await agent.do(resumeCall, { callId });
      await world.advance(12_000);
      expect((await world.call(sid)).state).toBe('TALKING');
      expect(world.carrier.control.state().conferences[0]?.participants.find((one) => one.label === 'customer')?.hold).toBe(false);
    }));
});
