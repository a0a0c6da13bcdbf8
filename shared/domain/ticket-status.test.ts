import { describe, expect, it } from 'vitest';
import { isTicketEnded, nextTicketState, type TicketState } from './ticket-status.js';

const ALL: TicketState[] = ['new', 'open', 'waiting-customer', 'waiting-internal', 'planned', 'solved', 'closed'];

describe('nextTicketState', () => {
  it('sets any open state from any other, and none on an ended ticket', () => {
    for (const state of ALL) {
      const next = nextTicketState(state, { kind: 'set', to: 'waiting-customer' });
      expect(next).toEqual(isTicketEnded(state) ? { refused: 'ended' } : { state: 'waiting-customer' });
    }
  });

  it('ends every ticket, but does not solve a closed one', () => {
    for (const state of ALL) {
      expect(nextTicketState(state, { kind: 'end', to: 'closed' })).toEqual({ state: 'closed' });
      expect(nextTicketState(state, { kind: 'end', to: 'solved' })).toEqual(
        state === 'closed' ? { refused: 'ended' } : { state: 'solved' },
      );
    }
  });

  it('reopens ended tickets only', () => {
    expect(ALL.map((state) => nextTicketState(state, { kind: 'reopen' }))).toEqual(
      ALL.map((state) => (isTicketEnded(state) ? { state: 'open' } : { refused: 'not-ended' })),
    );
  });

  it('opens new tickets that were taken up and planned ones whose hour came, and leaves all others', () => {
    for (const state of ALL) {
      expect(nextTicketState(state, { kind: 'taken-up' })).toEqual({ state: state === 'new' ? 'open' : state });
      expect(nextTicketState(state, { kind: 'hour-came' })).toEqual({ state: state === 'planned' ? 'open' : state });
    }
  });
});
