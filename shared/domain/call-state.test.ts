import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_EVENTS, CALL_STATES, type CallEvent, type CallState, nextCallState } from './call-state.js';

const anyState = fc.constantFrom(...CALL_STATES);
const anyEvent = fc.constantFrom(...CALL_EVENTS);
const ASKED: readonly CallEvent[] = ['offer.made', 'offer.accepted', 'agent.hung-up', 'wrapup.finished'];

function run(start: CallState, ...events: CallEvent[]) {
  return events.reduce((state, event) => nextCallState(state, event).state, start);
}

describe('nextCallState', () => {
  it('leads a call from ringing to its end', () => {
    expect(
      run(
        'NEW',
        'queue.entered',
        'offer.made',
        'offer.accepted',
        'agent.joined',
        'caller.joined',
        'caller.held',
        'caller.resumed',
        'caller.left',
      ),
    ).toBe('WRAPUP');
    expect(nextCallState('WRAPUP', 'wrapup.timed-out')).toEqual({ kind: 'moved', state: 'ENDED', effects: [] });
  });

  it('fetches the caller when the agent is in the room, and only once', () => {
    expect(nextCallState('CONNECTING', 'agent.joined')).toEqual({ kind: 'moved', state: 'BRIDGING', effects: ['dequeue-caller'] });
    expect(nextCallState('BRIDGING', 'agent.joined')).toEqual({ kind: 'same', state: 'BRIDGING', effects: [] });
  });

  it('keeps a caller in the queue when the agent misses, rejects or does not connect', () => {
    for (const [state, event] of [
      ['OFFERING', 'offer.closed'],
      ['CONNECTING', 'offer.closed'],
      ['CONNECTING', 'connect.timed-out'],
      ['CONNECTING', 'agent.left'],
      ['BRIDGING', 'bridge.timed-out'],
      ['BRIDGING', 'agent.left'],
      ['AGENT_LOST', 'rejoin.timed-out'],
    ] as const) {
      const next = nextCallState(state, event);
      expect(next).toMatchObject({ kind: 'moved', state: 'QUEUED' });
      expect('effects' in next && next.effects.at(-1)).toBe('find-agent');
    }
  });

  it('frees the agent without wrap-up when the caller gives up before talking', () => {
    for (const state of ['OFFERING', 'CONNECTING', 'BRIDGING'] as const) {
      const next = nextCallState(state, 'caller.left');
      expect(next).toMatchObject({ kind: 'moved', state: 'ENDED' });
      expect('effects' in next && next.effects).not.toContain('start-wrap-up');
    }
  });

  it('gives the agent a wrap-up after talking, also when the caller hangs up while the agent is lost', () => {
    for (const state of ['TALKING', 'HELD', 'AGENT_LOST'] as const) {
      expect(nextCallState(state, 'caller.left')).toMatchObject({ state: 'WRAPUP', effects: ['start-wrap-up', 'end-room'] });
    }
  });

  it('lets a lost agent come back, and sends the caller to the queue when he does not', () => {
    expect(nextCallState('TALKING', 'agent.left')).toMatchObject({ state: 'AGENT_LOST', effects: ['hold-caller'] });
    expect(nextCallState('AGENT_LOST', 'agent.joined')).toMatchObject({ state: 'TALKING', effects: ['resume-caller'] });
    expect(nextCallState('AGENT_LOST', 'rejoin.timed-out')).toMatchObject({ state: 'QUEUED', effects: ['requeue-caller', 'find-agent'] });
  });

  it('hangs up an agent leg that joins when nobody waits for it any more', () => {
    for (const state of ['QUEUED', 'OFFERING', 'OVERFLOW', 'WRAPUP', 'ENDED'] as const) {
      expect(nextCallState(state, 'agent.joined')).toEqual({ kind: 'same', state, effects: ['hang-up-agent'] });
    }
  });

  it('sends a caller who lands in an empty room back to the music', () => {
    expect(nextCallState('QUEUED', 'caller.joined')).toEqual({ kind: 'same', state: 'QUEUED', effects: ['requeue-caller'] });
  });

  it('refuses to take a call that is not offered', () => {
    for (const state of ['NEW', 'QUEUED', 'OVERFLOW', 'WRAPUP', 'ENDED'] as const) {
      expect(nextCallState(state, 'offer.accepted')).toEqual({ kind: 'illegal', state, event: 'offer.accepted' });
    }
  });

  it('never changes an ended call', () => {
    fc.assert(fc.property(anyEvent, (event) => nextCallState('ENDED', event).state === 'ENDED'));
  });

  it('answers a repeated event with the same state', () => {
    fc.assert(
      fc.property(anyState, anyEvent, (state, event) => {
        const first = nextCallState(state, event);
        if (first.kind === 'moved') expect(nextCallState(first.state, event)).toMatchObject({ kind: 'same', state: first.state });
      }),
    );
  });

  it('never calls a fact of the carrier or a timer illegal', () => {
    fc.assert(
      fc.property(anyState, anyEvent, (state, event) => {
        fc.pre(!ASKED.includes(event));
        expect(nextCallState(state, event).kind).not.toBe('illegal');
      }),
    );
  });

  it('ends every call whose caller leaves and whose wrap-up runs out, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        expect(run(run('NEW', ...events), 'caller.left', 'wrapup.timed-out')).toBe('ENDED');
      }),
    );
  });

  it('reaches every state', () => {
    const seen = new Set<CallState>(['NEW']);
    for (const state of seen) for (const event of CALL_EVENTS) seen.add(nextCallState(state, event).state);
    expect([...seen].sort()).toEqual([...CALL_STATES].sort());
  });
});
