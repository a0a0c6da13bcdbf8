/** The states of a ticket; `solved` and `closed` are its ends. */
export type TicketState = 'new' | 'open' | 'waiting-customer' | 'waiting-internal' | 'planned' | 'solved' | 'closed';

/** True for solved and closed. */
export function isTicketEnded(state: TicketState): boolean {
  return state === 'solved' || state === 'closed';
}

/** What may happen to a ticket's state. */
export type TicketStep =
  /** Somebody chose a state that is not an end. */
  | { kind: 'set'; to: Exclude<TicketState, 'solved' | 'closed'> }
  | { kind: 'end'; to: 'solved' | 'closed' }
  | { kind: 'reopen' }
  /** Somebody took it up: owner given, note written, spoken with the caller. */
  | { kind: 'taken-up' }
  /** The customer wrote something that needs us. */
  | { kind: 'customer-wrote' }
  /** The hour of a planned ticket has come. */
  | { kind: 'hour-came' };

/**
 * The next state of a ticket, or why not: `ended` (it must be reopened first), `not-ended` (nothing to reopen). Repeated steps answer the same
 * state. A solved ticket may still be closed; a closed one is not solved again.
 */
export function nextTicketState(state: TicketState, step: TicketStep): { state: TicketState } | { refused: 'ended' | 'not-ended' } {
  switch (step.kind) {
    case 'set':
      return isTicketEnded(state) ? { refused: 'ended' } : { state: step.to };
    case 'end':
      return state === 'closed' && step.to === 'solved' ? { refused: 'ended' } : { state: step.to };
    case 'reopen':
      return isTicketEnded(state) ? { state: 'open' } : { refused: 'not-ended' };
    case 'taken-up':
      return { state: state === 'new' ? 'open' : state };
    case 'customer-wrote':
      return { state: state === 'new' || state === 'waiting-internal' ? state : 'open' };
    case 'hour-came':
      return { state: state === 'planned' ? 'open' : state };
  }
}
