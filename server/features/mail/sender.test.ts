import { describe, expect, it } from 'vitest';
import { senderOf } from './sender.js';

const own = new Set(['support@haus.example']);
const party = (name: string, address: string) => ({ name, address });
const kim = party('Kim', 'kim@gmx.de');

describe('senderOf', () => {
  it('is From, also with another Reply-To', () => {
    expect(senderOf({ from: party('Jo', 'Jo@x.example'), sender: null, replyTo: [kim] }, own)).toEqual({
      name: 'Jo',
      address: 'jo@x.example',
      isMachine: false,
    });
  });

  it.each([party('Formular', 'support@haus.example'), party('', 'no-reply@shop.example'), party('Kim via Liste', 'liste@x.example')])(
    'is Reply-To when From %j is only the way it took',
    (from) => expect(senderOf({ from, sender: null, replyTo: [kim] }, own)).toMatchObject({ name: 'Kim', address: 'kim@gmx.de' }),
  );

  it('is From where Reply-To is ours, nobody, or several', () => {
    const from = party('Shop', 'no-reply@shop.example');
    for (const replyTo of [[party('', 'support@haus.example')], [], [kim, party('', 'b@x.example')]])
      expect(senderOf({ from, sender: null, replyTo }, own)).toMatchObject({ address: 'no-reply@shop.example', isMachine: true });
  });

  it('is Sender without From, and nobody without any', () => {
    expect(senderOf({ from: null, sender: kim, replyTo: [] }, own)).toMatchObject({ address: 'kim@gmx.de' });
    expect(senderOf({ from: null, sender: null, replyTo: [] }, own)).toEqual({ name: '', address: '', isMachine: false });
  });
});
