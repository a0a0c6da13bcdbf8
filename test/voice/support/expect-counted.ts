import { expect } from 'vitest';
import { liveSnapshot } from '../../../shared/contract/live.js';
import { unaccountedCalls } from '../../../shared/domain/call-outcome.js';
import type { VoiceWorld } from './world.js';

interface Stay {
  queue_id: string;
  entered_at: Date;
  left_at: Date;
  outcome: string;
}
interface Told {
  id: string;
  queue_id: string;
  outcome: string;
  moments: { kind: string; details: { from?: string; to?: string } }[];
  stays: Stay[];
}

/** What the timeline says about the queues a call was offered to and how it left each: a second opinion, from other rows. */
function staysByTimeline(call: Told): [queue: string, end: string][] {
  const first = call.moments.find(({ kind }) => kind === 'call.moved')?.details.from ?? call.queue_id;
  const stays: [string, string | null][] = [[first, null]];
  const decide = (end: string) => {
    const last = stays.at(-1);
    if (last) last[1] ??= end;
  };
  for (const { kind, details } of call.moments) {
    if (kind === 'call.talking') decide('answered');
    else if (kind === 'call.overflow') decide('flow-out');
    else if (kind === 'call.ended') decide('abandoned');
    else if (kind === 'call.moved') {
      decide('flow-out');
      stays.push([details.to ?? '', null]);
    }
  }
  return stays.map(([queue, end]) => [queue, end ?? 'open']);
}

/** When the day is over: offered = answered + abandoned + short-abandoned + flowed out, in every queue, and each call is in the queues it went through. */
export async function expectCountedInEveryQueue(world: VoiceWorld): Promise<void> {
  const calls = await world.rows<Told>(
    `SELECT c.id, c.queue_id, c.outcome, (SELECT jsonb_agg(jsonb_build_object('kind', m.kind, 'details', m.details) ORDER BY m.id) FROM call_moments m WHERE m.call_id = c.id) AS moments,
       (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.number) FROM queue_stays s WHERE s.call_id = c.id) AS stays FROM calls c`,
  );
  for (const call of calls) {
    const seen = call.stays.map((stay) => [stay.queue_id, stay.outcome === 'short-abandoned' ? 'abandoned' : stay.outcome]);
    expect([call.id, seen]).toEqual([call.id, staysByTimeline(call)]);
    expect(call.stays.some((stay) => stay.outcome === 'answered')).toBe(call.outcome === 'answered');
  }
  const admin = await world.app.account({ roles: ['admin'] });
  const { queues } = await world.app.api(liveSnapshot, {}, { as: admin });
  for (const queue of queues) expect([queue.waiting, queue.waitingNow, unaccountedCalls(queue)]).toEqual([0, 0, 0]);
  expect(queues.reduce((sum, queue) => sum + queue.offered, 0)).toBe(calls.reduce((sum, call) => sum + call.stays.length, 0));
}
