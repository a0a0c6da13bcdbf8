import { expect } from 'vitest';
import type { VoiceAgent } from './voice-agent.js';
import { VoiceWorld, type WorldOptions } from './world.js';

/** Runs a story in a world of its own and looks afterwards whether anything is left that must not be. */
export async function withWorld(options: WorldOptions, story: (world: VoiceWorld) => Promise<void>): Promise<void> {
  const world = await VoiceWorld.start(options);
  try {
    await story(world);
    expect(world.carrier.control.invariants()).toEqual([]);
  } finally {
    await world.close();
  }
}

/** An agent and a caller who talk with each other. */
export async function talking(world: VoiceWorld, from = '+4915112345678'): Promise<{ agent: VoiceAgent; sid: string; callId: string }> {
  const agent = await world.agent();
  const sid = world.ring(from);
  await world.settle();
  const { id: callId } = await world.call(sid);
  await agent.answer(callId);
  await world.advance(1000);
  const call = await world.call(sid);
  if (call.state !== 'TALKING') throw new Error(`the call is ${call.state}, not TALKING`);
  return { agent, sid, callId };
}

/** Everything is over and accounted for: no leg alive, every call ended once, nobody stuck. */
export async function expectAllQuiet(world: VoiceWorld): Promise<void> {
  expect(world.carrier.control.state().legs).toEqual([]);
  expect(await world.rows(`SELECT call_sid, status FROM legs WHERE ended_at IS NULL`)).toEqual([]);
  expect(await world.rows(`SELECT id, state FROM calls WHERE state <> 'ENDED'`)).toEqual([]);
  expect(await world.rows(`SELECT id FROM calls WHERE outcome IS NULL`)).toEqual([]);
  expect(await world.rows(`SELECT id, state FROM offers WHERE state IN ('OFFERED', 'ACCEPTED', 'CONNECTING')`)).toEqual([]);
  expect(await world.rows(`SELECT account_id, activity FROM presences WHERE activity <> 'free'`)).toEqual([]);
}

/** True when nothing is under way any more: no leg alive, no call open, nothing set that a call waits for. The next look at the carrier is always set. */
export async function isAllQuiet(world: VoiceWorld): Promise<boolean> {
  if (world.carrier.control.state().legs.length > 0) return false;
  const [open] = await world.rows<{ n: number }>(
    `SELECT ((SELECT count(*) FROM legs WHERE ended_at IS NULL) + (SELECT count(*) FROM calls WHERE state <> 'ENDED')
       + (SELECT count(*) FROM deadlines WHERE kind LIKE 'calls.%' AND kind <> 'calls.reconcile-again')
       + (SELECT count(*) FROM webhook_receipts WHERE state IN ('PENDING', 'PARKED')))::int AS n`,
  );
  return open?.n === 0;
}

/** What became of a leg of whom something is amiss, for the one who reads a failure: the carrier's trace and our timeline, by the second. */
export async function storyOf(world: VoiceWorld, callSid: string): Promise<string[]> {
  const [call] = await world.rows<{ id: string }>('SELECT id FROM calls WHERE provider_sid = $1', [callSid]);
  const ours = await world.rows<{ at: Date; text: string }>(
    `SELECT at, kind || ' ' || details::text AS text FROM call_moments WHERE call_id = $1
     UNION ALL SELECT coalesce(finished_at, created_at), concat_ws(' ', 'command', kind, argument, state, attempts, result) FROM carrier_commands WHERE call_id = $1`,
    [call?.id ?? null],
  );
  const room = `ix_${call?.id.replaceAll('-', '')}`;
  const theirs = world.carrier.control
    .trace()
    .filter((line) => line.callSid === callSid || JSON.stringify(line).includes(room))
    .map((line) => ({
      at: new Date(line.at),
      text: `carrier ${line.kind} ${line.callSid ?? ''} ${JSON.stringify(line.detail).slice(0, 160)}`,
    }));
  return [...ours, ...theirs]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ at, text }) => `${at.toISOString().slice(11, 19)} ${text}`);
}
