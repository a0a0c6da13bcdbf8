import type { JoinedBy, MailHint } from '../../../../shared/models/mail.js';
import type { Pointers } from './pointers.js';

/** What the database says about a mail's pointers. Ids of tickets are those the message or number leads to now, after merges and splits. */
export interface Targets {
  /** Messages of ours that stand in a history: message id → ticket. */
  ownMessages: ReadonlyMap<string, string>;
  /** Counter → ticket. */
  numbers: ReadonlyMap<number, string>;
  /** Referenced id → tickets of the mails that carry it. More than one: somebody's ids are not unique, and prove nothing. */
  parents: ReadonlyMap<string, ReadonlySet<string>>;
  /** Tickets of mails that refer to the same ids (an original we never saw), or to this very mail. */
  relatives: ReadonlySet<string>;
}

/** A ticket a mail may belong to. `proof`: knowing the pointer proves that one has to do with it. Otherwise the sender must have. */
export interface Candidate {
  by: JoinedBy;
  ticketId: string;
  isProof: boolean;
  number: number | null;
}

/** Every ticket the pointers lead to, in the order of the rules (rules 1.4): own Message-IDs, newest first, plus-address, number, foreign Message-IDs. */
export function candidatesOf(pointers: Pointers, targets: Targets): Candidate[] {
  const out: Candidate[] = [];
  const add = (by: JoinedBy, ticketId: string | undefined, rest: { isProof: boolean; number?: number }) => {
    if (ticketId !== undefined) out.push({ by, ticketId, isProof: rest.isProof, number: rest.number ?? null });
  };
  for (const own of pointers.own) {
    add('own-message-id', targets.ownMessages.get(own.messageId) ?? targets.numbers.get(own.counter), { isProof: true });
  }
  for (const { counter, isProven } of pointers.plus)
    add('plus-address', targets.numbers.get(counter), { isProof: isProven, number: counter });
  for (const counter of pointers.subject.counters) add('ticket-number', targets.numbers.get(counter), { isProof: false, number: counter });
  for (const id of pointers.references) {
    const tickets = targets.parents.get(id);
    if (tickets?.size === 1) add('references', [...tickets][0], { isProof: true });
  }
  for (const ticketId of targets.relatives) add('references', ticketId, { isProof: false });
  return out;
}

/** Which ticket a mail joins, or why none. */
export type Choice = { joinedBy: JoinedBy; ticketId: string; hint: null } | { joinedBy: null; ticketId: null; hint: MailHint | null };

/** What decides between candidates. */
export interface ChoiceRules {
  /** Tickets the sender has to do with: wrote, was written to, is the customer or of their company. */
  isParty: (ticketId: string) => boolean;
  /** The setting that lets strangers join by quoting a number. */
  mayStrangersJoin: boolean;
  digits: (counter: number) => string;
}

/**
 * The first candidate that holds. One that is only quoted holds for those who have to do with the ticket; two different tickets quoted in one subject, or
 * two related ones, decide nothing. A mail that joins none keeps a hint at what it pointed to.
 */
export function chooseTicket(candidates: readonly Candidate[], pointers: Pointers, rules: ChoiceRules): Choice {
  const holds = ({ isProof, by, ticketId }: Candidate) =>
    isProof || rules.isParty(ticketId) || (rules.mayStrangersJoin && by !== 'references');
  for (const by of ['own-message-id', 'plus-address', 'ticket-number', 'references'] as const) {
    const ofKind = candidates.filter((candidate) => candidate.by === by && holds(candidate));
    const proven = ofKind.find((candidate) => candidate.isProof);
    if (proven) return { joinedBy: by, ticketId: proven.ticketId, hint: null };
    const tickets = new Set(ofKind.map((candidate) => candidate.ticketId));
    if (tickets.size === 1 && ofKind[0]) return { joinedBy: by, ticketId: ofKind[0].ticketId, hint: null };
  }
  return { joinedBy: null, ticketId: null, hint: hintOf(candidates, pointers, rules) };
}

function hintOf(candidates: readonly Candidate[], pointers: Pointers, rules: ChoiceRules): MailHint | null {
  const quoted = candidates.filter((candidate) => candidate.number !== null);
  const [first] = quoted;
  if (first && first.number !== null) {
    const isSeveral = new Set(quoted.filter(({ ticketId }) => rules.isParty(ticketId)).map(({ ticketId }) => ticketId)).size > 1;
    return { kind: isSeveral ? 'several' : 'stranger', number: rules.digits(first.number), ticketId: first.ticketId };
  }
  const [misheard] = pointers.subject.misheard;
  return misheard === undefined ? null : { kind: 'misheard', number: misheard, ticketId: null };
}
