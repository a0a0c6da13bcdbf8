import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../server/carrier/index.js';
import { Random } from '../../server/carrier/random.js';
import { startScene } from './carrier-harness.js';

const HARMLESS: readonly FaultRule[] = [
  { kind: 'webhook-delay', match: { family: 'conference' }, probability: 0.2, ms: 3000 },
  { kind: 'webhook-reorder', match: { family: 'conference' }, probability: 0.2 },
  { kind: 'webhook-stall', match: { family: 'wait' }, probability: 0.05 },
  { kind: 'webhook-stall', match: { family: 'voice' }, probability: 0.02 },
];

/** An hour of callers and a restless supervisor who does whatever REST allows to whoever is there. */
async function hour(scene: Awaited<ReturnType<typeof startScene>>, seed: string): Promise<void> {
  const { carrier, sdk, app, number } = scene;
  const luck = new Random(seed);
  for (const fault of HARMLESS) carrier.control.fault(fault);
  const acts: (() => Promise<unknown>)[] = [
    async () =>
      carrier.control.inbound({
        from: '+4915228817386',
        to: number,
        script: { patienceMs: luck.between(1, 120) * 1000, talkMs: luck.between(1, 60) * 1000 },
      }),
    async () =>
      sdk.conferences(`ix_${luck.between(1, 3)}`).participants.create({
        from: number,
        to: '+4930111222',
        endConferenceOnExit: luck.chance(0.2),
        label: `agent.${luck.between(1, 4)}`,
      }),
    async () => withLeg('queue', (sid) => sdk.calls(sid).update({ url: `${app.url}/join?room=${luck.between(1, 3)}` })),
    async () =>
      withLeg('queue', (sid) =>
        sdk.queues.list().then(([queue]) =>
          sdk
            .queues(queue?.sid ?? '')
            .members(sid)
            .update({ url: `${app.url}/join?room=${luck.between(1, 3)}` }),
        ),
      ),
    async () => withLeg('conference', (sid) => sdk.calls(sid).update({ url: `${app.url}/requeue` })),
    async () => withLeg('', (sid) => sdk.calls(sid).update({ status: 'completed' })),
    async () => withLeg('', async (sid) => carrier.control.hangup(sid)),
    async () =>
      withRoom((room, sid) =>
        sdk
          .conferences(room)
          .participants(sid)
          .update({ hold: luck.chance(0.6), holdUrl: `${app.url}/hold` }),
      ),
    async () =>
      withRoom((room, sid) =>
        sdk
          .conferences(room)
          .participants(sid)
          .update({ muted: luck.chance(0.5) }),
      ),
    async () => withRoom((room, sid) => sdk.conferences(room).participants(sid).remove()),
    async () => luck.chance(0.2) && withRoom((room) => sdk.conferences(room).update({ status: 'completed' })),
  ];
  const pick = <T>(list: readonly T[]): T | undefined => list[luck.between(0, list.length - 1)];
  const withLeg = async (place: string, act: (sid: string) => Promise<unknown>) => {
    const leg = pick(carrier.control.state().legs.filter((one) => one.place.startsWith(place)));
    if (leg) await act(leg.sid);
  };
  const withRoom = async (act: (room: string, sid: string) => Promise<unknown>) => {
    const room = pick(carrier.control.state().conferences);
    const participant = pick(room?.participants ?? []);
    if (room && participant) await act(room.sid, participant.callSid);
  };
  for (let n = 0; n < 250; n += 1) {
    // A refusal (gone, not in progress, label taken) is part of life.
    await pick(acts)?.().catch((error: { code?: number }) => expect(error.code, String(error)).toBeGreaterThan(10_000));
    await carrier.clock.advance(luck.between(0, 4000));
  }
  carrier.control.clearFaults();
  await carrier.clock.advance(6 * 3600_000);
}

describe('a restless hour', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene({ callsPerSecond: 10 });
    scene.app.says('/voice', '<Enqueue action="/dequeued" waitUrl="/wait">q</Enqueue>');
    scene.app.says('/requeue', '<Enqueue action="/dequeued" waitUrl="/wait">q</Enqueue>');
    scene.app.says('/wait', '<Pause length="20"/>');
    scene.app.says('/hold', '<Pause length="20"/>');
    scene.app.says('/dequeued', '<Hangup/>');
    scene.app.says('/left', '<Redirect>/requeue</Redirect>');
    scene.app.answers.set('/join', ({ url }) => {
      const room = new URL(url).searchParams.get('room');
      return `<Response><Dial action="/left" timeLimit="600"><Conference endConferenceOnExit="true" waitUrl="/hold" statusCallback="/conference" statusCallbackEvent="start end join leave hold mute">ix_${room}</Conference></Dial></Response>`;
    });
  });
  afterEach(() => scene.close());

  it.each(['a', 'b'])(
    'seed %s: every leg ends and reports once, every join has its leave, nothing breaks',
    { timeout: 120_000 },
    async (seed) => {
      await hour(scene, seed);
      const { control } = scene.carrier;
      expect(control.trace().filter(({ kind }) => kind === 'carrier.defect')).toEqual([]);
      expect(control.state()).toMatchObject({ legs: [], conferences: [] });
      expect(control.state().queues.flatMap(({ members }) => members)).toEqual([]);
      const inbound = (await scene.sdk.calls.list({ to: scene.number })).map(({ sid }) => sid);
      expect(inbound.length).toBeGreaterThan(5);
      const reports = scene.app.at('/status').map(({ params }) => params['CallSid']);
      expect(reports.sort()).toEqual(inbound.sort());
      expect(everyRoomAddsUp(scene)).toEqual([]);
      expect(control.net.inFlight.count).toBe(0);
    },
  );
});

/** Rooms whose events have gaps, or whose joins and leaves do not match; empty when all is well. */
function everyRoomAddsUp(scene: Awaited<ReturnType<typeof startScene>>): string[] {
  const all = scene.app.at('/conference');
  const rooms = new Set(all.map(({ params }) => params['ConferenceSid'] ?? ''));
  return [...rooms].flatMap((sid) => {
    const requests = all.filter(({ params }) => params['ConferenceSid'] === sid);
    const numbers = requests.map(({ params }) => Number(params['SequenceNumber'])).sort((a, b) => a - b);
    const count = (event: string) => requests.filter(({ params }) => params['StatusCallbackEvent'] === event).length;
    const failedToJoin = requests.filter(({ params }) => params['ReasonParticipantLeft'] === 'participant_add_failed').length;
    const complete = numbers.every((number, index) => number === index + 1);
    return complete && count('participant-join') === count('participant-leave') - failedToJoin && count('conference-end') === 1
      ? []
      : [sid];
  });
}
