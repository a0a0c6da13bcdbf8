import { isTicketEnded, type TicketState } from './ticket-status.js';

/** What is promised: the first answer, each further answer, and that the matter is settled. */
export type SlaTargetKind = 'first-response' | 'next-response' | 'resolution';

/**
 * Something that happened to a ticket, `at` in ms. `customer`: they said something that wants an answer (not thanks, not a machine). `answer`: they heard
 * from a person of ours, by mail or in a talk (not an acknowledgement). `state`: where the ticket stands from then on.
 */
export type SlaFact =
  | { readonly at: number; readonly kind: 'customer' }
  | { readonly at: number; readonly kind: 'answer' }
  | { readonly at: number; readonly kind: 'state'; readonly state: TicketState };

/** One run of a promise. `stoppedBy` `ended`: the ticket was solved or closed; for an answer that means it was no longer owed. */
export interface SlaClock {
  readonly target: SlaTargetKind;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly stoppedBy: 'answered' | 'ended' | null;
}

/** Time in which a ticket was in a state; `to` null: it still is. */
export interface StateSpan {
  readonly from: number;
  readonly to: number | null;
  readonly state: TicketState;
}

/** Of one instant: the question, then the answer, then what became of the ticket with it. */
const RANK = { customer: 0, answer: 1, state: 2 } as const;

/** The facts in the order in which they are read. */
export function inOrder(facts: readonly SlaFact[]): SlaFact[] {
  return [...facts].sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind]);
}

/**
 * The latest run of each promise. The first answer is owed from what the customer said first until somebody of ours speaks or writes to them; every further
 * one from the first thing they said since. The settling is owed from `createdAt` to the end, and anew from every reopening. Whoever ends a ticket owes no
 * answer any more; thanks and machines are no facts.
 */
export function slaClocks(createdAt: number, facts: readonly SlaFact[]): SlaClock[] {
  const clocks = new Map<SlaTargetKind, SlaClock>();
  const begin = (target: SlaTargetKind, startedAt: number) => clocks.set(target, { target, startedAt, stoppedAt: null, stoppedBy: null });
  const stop = (target: SlaTargetKind, stoppedAt: number, stoppedBy: 'answered' | 'ended') => {
    const clock = clocks.get(target);
    if (clock?.stoppedAt === null) clocks.set(target, { ...clock, stoppedAt, stoppedBy });
  };
  const answers = ['first-response', 'next-response'] as const;
  let isAnswered = false;
  begin('resolution', createdAt);
  for (const fact of inOrder(facts)) {
    if (fact.kind === 'customer') {
      const target = isAnswered ? 'next-response' : 'first-response';
      const running = clocks.get(target);
      if (running === undefined || running.stoppedAt !== null) begin(target, fact.at);
    } else if (fact.kind === 'answer') {
      isAnswered = true;
      for (const target of answers) stop(target, fact.at, 'answered');
    } else if (isTicketEnded(fact.state)) {
      for (const target of answers) stop(target, fact.at, 'ended');
      stop('resolution', Math.max(fact.at, createdAt), 'ended');
    } else if (clocks.get('resolution')?.stoppedAt !== null) begin('resolution', fact.at);
  }
  return [...clocks.values()];
}

/** Where the ticket stood when, in order; a state repeated is one span. */
export function stateSpans(facts: readonly SlaFact[]): StateSpan[] {
  const spans: StateSpan[] = [];
  for (const fact of inOrder(facts)) {
    const last = spans.at(-1);
    if (fact.kind !== 'state' || last?.state === fact.state) continue;
    if (last) spans[spans.length - 1] = { ...last, to: fact.at };
    spans.push({ from: fact.at, to: null, state: fact.state });
  }
  return spans.filter(({ from, to }) => to === null || from < to);
}
