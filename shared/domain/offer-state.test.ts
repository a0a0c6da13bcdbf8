import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOfferState, OFFER_EVENTS, OFFER_STATES, OPEN_OFFER_STATES } from './offer-state.js';

describe('nextOfferState', () => {
  it('leads from the offer to the room', () => {
    expect(nextOfferState('OFFERED', 'accepted').state).toBe('ACCEPTED');
    expect(nextOfferState('ACCEPTED', 'leg-arrived').state).toBe('CONNECTING');
    expect(nextOfferState('CONNECTING', 'agent-joined').state).toBe('CONNECTED');
  });

  it('has one winner of accept, ring-out and rescind', () => {
    expect(nextOfferState('RONA', 'accepted')).toMatchObject({ kind: 'illegal' });
    expect(nextOfferState('RESCINDED', 'accepted')).toMatchObject({ kind: 'illegal' });
    expect(nextOfferState('ACCEPTED', 'timed-out')).toMatchObject({ kind: 'same', state: 'ACCEPTED' });
  });

  it('takes a nonce once', () => {
    expect(nextOfferState('CONNECTING', 'leg-arrived')).toMatchObject({ kind: 'illegal' });
    expect(nextOfferState('OFFERED', 'leg-arrived')).toMatchObject({ kind: 'illegal' });
  });

  it('tells a rejection from a miss', () => {
    expect(nextOfferState('OFFERED', 'rejected').state).toBe('REJECTED');
    expect(nextOfferState('OFFERED', 'timed-out').state).toBe('RONA');
  });

  it('never leaves a closed offer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OFFER_STATES), fc.constantFrom(...OFFER_EVENTS), (state, event) => {
        if (!OPEN_OFFER_STATES.includes(state)) expect(nextOfferState(state, event).state).toBe(state);
      }),
    );
  });
});
