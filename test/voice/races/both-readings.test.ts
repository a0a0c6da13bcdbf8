import { describe, expect, it } from 'vitest';
import type { Quirks } from '../../../server/carrier/index.js';
import { hangUpCall } from '../../../shared/contract/calls.js';
import { expectAllQuiet, withWorld } from '../support/with-world.js';

/** What Twilio's documentation leaves open (voice.md §11), in the reading that is not the simulator's default. */
const OTHER: [string, Partial<Quirks>][] = [
  ['a kicked participant is hung up', { kickedParticipant: 'hung-up' }],
  ['TwiML answered to an Enqueue action on redirected is run', { redirectedAction: 'executed' }],
  ['completed while ringing ends completed', { completedWhileRinging: 'completed' }],
  ['completed while ringing ends no-answer', { completedWhileRinging: 'no-answer' }],
  ['REST participants to clients do not wait', { clientParticipants: 'at-once' }],
  ['conference sequence numbers begin at 0', { conferenceSequenceBase: 0 }],
  ['an unregistered client fails', { unregisteredClient: 'failed' }],
  ['early media joins while ringing', { earlyMediaJoin: 'ringing' }],
  ['refusals are 404', { refusalStatus: 404 }],
  ['refusals are 409', { refusalStatus: 409 }],
  ['a Gather’s timeout runs from its start', { gatherTimeout: 'from-start' }],
];

describe('a call that loses its agent, is requeued, answered and hung up', () => {
  it.each(OTHER)('goes the same way when %s', (_what, quirks) =>
    withWorld({ quirks }, async (world) => {
      const first = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      await first.answer(id);
      await world.advance(2000);
      await first.crash();
      await world.advance(30_000);
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', is_front: true });
      const second = await world.agent();
      await second.answer(id);
      await world.advance(2000);
      expect(await world.call(sid)).toMatchObject({ state: 'TALKING', agent_id: second.id });
      await second.do(hangUpCall, { callId: id });
      await second.finish(id);
      await world.advance(8000);
      await expectAllQuiet(world);
    }),
  );
});
