import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVITIES, displayState, type Intent, intentAfterCall, isRoutable, REACHES, reachOf } from './presence.js';

const intent = fc.constantFrom<Intent>('ready', 'pause', 'off');
const presence = fc.record({ intent, activity: fc.constantFrom(...ACTIVITIES), reach: fc.constantFrom(...REACHES) });

describe('presence', () => {
  it('is routable in exactly one of all combinations', () => {
    fc.assert(
      fc.property(presence, (one) => {
        expect(isRoutable(one)).toBe(one.intent === 'ready' && one.activity === 'free' && one.reach === 'ok');
        expect(isRoutable(one)).toBe(displayState(one) === 'ready');
      }),
    );
  });

  it('shows the call, and the pause chosen in it afterwards', () => {
    const inCall = { intent: 'pause', activity: 'talking', reach: 'ok' } as const;
    expect(displayState(inCall)).toBe('talking');
    expect(intentAfterCall(inCall)).toBe('pause');
    const after = { ...inCall, activity: 'free' } as const;
    expect(displayState(after)).toBe('pause');
    expect(intentAfterCall(after)).toBeNull();
    expect(isRoutable(after)).toBe(false);
  });

  it('shows a ready agent without device as unreachable, a paused one as paused', () => {
    expect(displayState({ intent: 'ready', activity: 'free', reach: 'no-device' })).toBe('unreachable');
    expect(displayState({ intent: 'off', activity: 'free', reach: 'no-connection' })).toBe('off');
  });

  it('ranks what is wrong', () => {
    expect(reachOf({ isConnected: false, hasDevice: false, hasMissedCall: true })).toBe('no-connection');
    expect(reachOf({ isConnected: true, hasDevice: false, hasMissedCall: true })).toBe('no-device');
    expect(reachOf({ isConnected: true, hasDevice: true, hasMissedCall: true })).toBe('missed-call');
    expect(reachOf({ isConnected: true, hasDevice: true, hasMissedCall: false })).toBe('ok');
  });
});
