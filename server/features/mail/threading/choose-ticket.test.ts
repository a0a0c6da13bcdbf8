import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketDigits } from '../../../../shared/domain/ticket-number.js';
import { candidatesOf, chooseTicket, type Targets } from './choose-ticket.js';
import { makeOwnMessageId } from './own-message-id.js';
import { makePlusAddress } from './plus-address.js';
import { readPointers } from './pointers.js';

const key = Buffer.alloc(32, 7);
const style = { prefix: '#', width: 5 };
const uuid = (n: number) => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ticketIds = [1, 2, 3, 4].map(uuid);
/** Ticket n has the number n × 1,111, one message of ours (n) and one customer's mail `<mail-n@x>` whose original `<root-n@x>` we never saw. */
const targets: Targets = {
  ownMessages: new Map(ticketIds.map((id, at) => [uuid(100 + at + 1), id])),
  numbers: new Map(ticketIds.map((id, at) => [(at + 1) * 1111, id])),
  parents: new Map([
    ...ticketIds.map((id, at): [string, Set<string>] => [`mail-${at + 1}@x`, new Set([id])]),
    ['same@x', new Set(ticketIds)],
  ]),
  relatives: new Set(),
};

/** Something in a mail that points to ticket n: as a whole, as it was forged, or where nothing may point. */
const pointer = fc.record({
  n: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('own', 'forged', 'plus', 'forged-plus', 'number', 'typo', 'bare', 'reference', 'same', 'unknown'),
});

type Pointer = { n: number; kind: string };
const digitsOf = (n: number) => ticketDigits(n * 1111, style);
const typo = (digits: string) => `${digits.slice(0, -2)}${(Number(digits.at(-2)) + 1) % 10}${digits.at(-1)}`;

function mailWith(pointers: readonly Pointer[]) {
  const texts = (kind: string, text: (n: number) => string) => pointers.filter((one) => one.kind === kind).map(({ n }) => text(n));
  const own = (n: number) => makeOwnMessageId(key, { counter: n * 1111, messageId: uuid(100 + n) }, 'haus.example');
  const plus = (n: number) => makePlusAddress(key, n * 1111, 'support@haus.example');
  const references = [
    ...texts('own', own),
    ...texts('forged', (n) =>
      own(n).replace(/\.([0-9a-f]{20})@/, (_all, mac: string) => `.${mac.replace(/./, (first) => (first === '0' ? '1' : '0'))}@`),
    ),
    ...texts('reference', (n) => `mail-${n}@x`),
    ...texts('same', () => 'same@x'),
    ...texts('unknown', (n) => `never-${n}@x`),
  ];
  const to = [
    ...texts('plus', plus),
    ...texts('forged-plus', (n) => plus(n).replace(/-(.)/, (_all, first: string) => `-${first === '0' ? '1' : '0'}`)),
  ];
  const subject = [
    ...texts('number', (n) => `[#${digitsOf(n)}]`),
    ...texts('typo', (n) => `[#${typo(digitsOf(n))}]`),
    ...texts('bare', digitsOf),
  ];
  return {
    messageId: null,
    inReplyTo: [],
    references,
    subject: subject.join(' '),
    to: to.map((address) => ({ name: '', address })),
    cc: [],
    deliveredTo: [],
  };
}

function choose(pointers: readonly Pointer[], parties: ReadonlySet<string>) {
  const read = readPointers(mailWith(pointers), { key, style, mailboxes: new Set(['support@haus.example']) });
  return chooseTicket(candidatesOf(read, targets), read, {
    isParty: (id) => parties.has(id),
    mayStrangersJoin: false,
    digits: (counter) => ticketDigits(counter, style),
  });
}

const PROOFS = new Set(['own', 'plus', 'reference']);
const QUOTES = new Set(['number', 'forged-plus']);

describe('which ticket a mail joins', () => {
  it('is never one that nothing in it points to, nor one that is only quoted by a stranger', () => {
    fc.assert(
      fc.property(fc.array(pointer, { maxLength: 6 }), fc.subarray(ticketIds), (pointers, ofSender) => {
        const parties = new Set(ofSender);
        const right = new Set(
          pointers.filter(({ n, kind }) => PROOFS.has(kind) || (QUOTES.has(kind) && parties.has(uuid(n)))).map(({ n }) => uuid(n)),
        );
        const { ticketId } = choose(pointers, parties);
        expect(ticketId === null || right.has(ticketId)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is found whenever one pointer proves it, and the stronger kind wins', () => {
    fc.assert(
      fc.property(fc.array(pointer, { maxLength: 6 }), (pointers) => {
        const kinds = new Set(pointers.map(({ kind }) => kind));
        const strongest = kinds.has('own')
          ? 'own-message-id'
          : kinds.has('plus')
            ? 'plus-address'
            : kinds.has('reference')
              ? 'references'
              : null;
        expect(choose(pointers, new Set()).joinedBy).toBe(strongest);
      }),
      { numRuns: 500 },
    );
  });

  it('stays open when a subject quotes two tickets of the sender, and says so', () => {
    const both = [1, 2].map((n) => ({ n, kind: 'number' }));
    expect(choose(both, new Set(ticketIds))).toMatchObject({ joinedBy: null, hint: { kind: 'several', number: digitsOf(1) } });
  });

  it('says why when a number is misheard', () => {
    expect(choose([{ n: 3, kind: 'typo' }], new Set(ticketIds))).toEqual({
      joinedBy: null,
      ticketId: null,
      hint: { kind: 'misheard', number: typo(digitsOf(3)), ticketId: null },
    });
  });
});
