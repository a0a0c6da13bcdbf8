import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, editPerson, getPerson } from '../../../shared/contract/people.js';
import { bouncedAddresses, settlePhoneHint } from '../../../shared/contract/people-mail.js';
import { getTicket } from '../../../shared/contract/tickets.js';
import type { Person } from '../../../shared/models/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { deliveryReport } from '../../support/mail.js';
import { openPostOffice, type PostOffice } from '../../support/post-office.js';

const HOLD = 10_000;
let t: TestApp;
let office: PostOffice;
beforeAll(async () => {
  t = await startTestApp();
  office = await openPostOffice(t);
});
afterAll(async () => {
  await t.close();
  await office.close();
});

const signed = (name: string, number: string) => ({
  from: `${name} <${name.toLowerCase().replace(' ', '.')}@gmx.de>`,
  text: `Wann kommt die Ware?\r\n\r\n-- \r\n${name}\r\nTel. ${number}`,
});

async function personBehind(ticketId: string): Promise<Person> {
  const { personId } = await t.api(getTicket, { ticketId }, { as: office.admin });
  return (await t.api(getPerson, { personId: personId ?? '' }, { as: office.admin })).person;
}

async function writer(name: string, number: string): Promise<Person> {
  return personBehind((await office.ticketFromMail(signed(name, number))).ticketId);
}

describe('a number in the signature of a mail', () => {
  it('is perhaps the person’s, told at once, and theirs when confirmed', async () => {
    const socket = await t.connect(office.admin);
    const person = await writer('Anna Berg', '030 7654321');
    expect(person).toMatchObject({ phones: [], phoneHints: [{ e164: '+49307654321' }] });
    expect(
      (await socket.next('person.changed', ({ payload }) => 'phoneHints' in payload && payload.phoneHints.length > 0)).payload.id,
    ).toBe(person.id);
    const [hint] = person.phoneHints;
    const settle = { personId: person.id, hintId: hint?.id ?? '', isTheirs: true };
    const confirmed = await t.api(settlePhoneHint, settle, { as: office.admin });
    expect(confirmed).toMatchObject({ phoneHints: [], phones: [{ e164: '+49307654321', source: 'learned', isMainLine: false }] });
    expect((await t.api(settlePhoneHint, settle, { as: office.admin })).version).toBe(confirmed.version);
    expect((await writer('Anna Berg', '030 7654321')).phoneHints).toEqual([]);
  });

  it('is not suggested again when it was refused, nor when it was typed', async () => {
    const person = await writer('Bernd Lang', '0171 2345678');
    const refused = { personId: person.id, hintId: person.phoneHints[0]?.id ?? '', isTheirs: false };
    await t.api(settlePhoneHint, refused, { as: office.admin });
    const again = await writer('Bernd Lang', '0171 2345678');
    expect(again).toMatchObject({ phones: [], phoneHints: [] });
    const other = await writer('Bernd Lang', '0171 2345679');
    const phones = [{ number: '0171 2345679' }];
    const typed = await t.api(editPerson, { personId: other.id, version: other.version, phones }, { as: office.admin });
    expect(typed.phoneHints).toEqual([]);
  });

  it('stays everybody’s when it is a main line, and a direct dial behind one is the person’s', async () => {
    await t.api(createCompany, { name: 'Zentral', phones: [{ number: '030 5551234-0', isMainLine: true }] }, { as: office.admin });
    for (const [name, number, owned] of [
      ['Carla Main', '030 5551234-0', []],
      ['Carla Dial', '030 5551234-27', ['+4930555123427']],
    ] as const) {
      const person = await writer(name, number);
      const settle = { personId: person.id, hintId: person.phoneHints[0]?.id ?? '', isTheirs: true };
      const settled = await t.api(settlePhoneHint, settle, { as: office.admin });
      expect(settled.phones.map(({ e164 }) => e164)).toEqual(owned);
    }
  });

  it('told to a confidential team is nobody else’s to know', async () => {
    const team = await t.team({ isConfidential: true });
    await t.db.query('UPDATE mailboxes SET team_id = $1, version = version + 1', [team.id]);
    const person = await writer('Dora Still', '030 7654399');
    await t.db.query('UPDATE mailboxes SET team_id = NULL, version = version + 1');
    expect(person.phoneHints).toEqual([]);
  });
});

describe('an address that mail came back from', () => {
  const marked = async (...addresses: string[]) =>
    (await t.api(bouncedAddresses, { addresses }, { as: office.admin })).items.map(({ address, status }) => `${address} ${status}`);

  it('is marked by the report, warned of, and well again when a mail comes from it', async () => {
    const address = 'weg.mann@gmx.de';
    const { ticketId } = await office.ticketFromMail({ from: `Weg Mann <${address}>` });
    const { message } = await office.reply(ticketId, { to: [{ name: '', address }] });
    await office.jump(HOLD);
    const [row]: { headerId: string }[] = await t.db.query('SELECT header_id AS "headerId" FROM mails WHERE id = $1', [message.id]);
    await office.gateway.deliver(deliveryReport({ originalId: row?.headerId ?? '', address, action: 'failed', status: '5.1.1' }));
    expect(await marked('Weg.Mann@gmx.de', 'petra.kurz@kunde.example')).toEqual([`${address} 5.1.1`]);
    expect((await personBehind(ticketId)).mails).toMatchObject([{ address, bounce: { reason: 'userunknown', status: '5.1.1' } }]);
    await office.ticketFromMail({ from: `Weg Mann <${address}>` });
    expect(await marked(address)).toEqual([]);
  });

  it('is marked when the server refuses it because there is nobody, and for no other reason', async () => {
    for (const [address, refusal, expected] of [
      ['niemand.da@gmx.de', '550 5.1.1 No such user here', ['niemand.da@gmx.de 5.1.1']],
      ['voll.mann@gmx.de', '552 5.2.2 Mailbox full', []],
    ] as const) {
      const { ticketId } = await office.ticketFromMail({ from: `X Y <${address}>` });
      office.sink.script = { onRecipient: () => refusal };
      await office.reply(ticketId, { to: [{ name: '', address }] });
      await office.jump(HOLD);
      expect(await marked(address)).toEqual(expected);
    }
  });
});
