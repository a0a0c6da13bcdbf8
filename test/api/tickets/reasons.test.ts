import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../../../shared/contract/auth.js';
import { createReason, deleteReason, editReason, listReasons } from '../../../shared/contract/ticket-reasons.js';
import { createTicket } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let test: TestApp;
let admin: TestAccount;
let agent: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  admin = await test.account({ roles: ['admin'] });
  agent = await test.account();
});
afterAll(() => test.close());

const make = (name: string, parentId?: string) => test.api(createReason, { name, ...(parentId ? { parentId } : {}) }, { as: admin });

describe('a new installation', () => {
  it('has reasons to begin with, in the language of its first account, and never again', async () => {
    const fresh = await startTestApp();
    const password = 'correct horse battery';
    const body = {
      name: 'Ayla',
      email: 'ayla@test.example',
      password,
      language: 'en' as const,
      timeZone: 'Europe/Berlin',
      withDemoData: false,
    };
    await fresh.api(setUp, body);
    const first = await fresh.account();
    const { items } = await fresh.api(listReasons, {}, { as: first });
    expect(items.filter((reason) => reason.parentId === null).map((reason) => reason.name)).toEqual([
      'Invoice and payment',
      'Delivery and appointment',
      'Product and technology',
      'Contract and data',
    ]);
    expect(items.find((reason) => reason.name === 'Does not work')).toMatchObject({ kind: 'fault', isActive: true });
    await fresh.close();
  });
});

describe('ticket reasons', () => {
  it('make a tree that everybody reads, parents first, and only admins change', async () => {
    const tab = await test.connect(agent);
    const invoice = await make('Invoice');
    const delivery = await make('Delivery');
    const late = await make('Late', delivery.id);
    const twice = await make('Billed twice', invoice.id);
    expect((await tab.next('ticket-reason.changed', (message) => message.payload.id === twice.id)).payload).toEqual(twice);
    const { items } = await test.api(listReasons, {}, { as: agent });
    expect(items.map((reason) => reason.name)).toEqual(['Invoice', 'Billed twice', 'Delivery', 'Late']);
    await expect(test.api(createReason, { name: 'Mine' }, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(test.api(editReason, { reasonId: late.id, version: 1, name: 'x' }, { as: agent })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('refuse a second sibling of the same name, in any capitals', async () => {
    const parent = await make('Parent');
    await make('Same', parent.id);
    await expect(make('SAME', parent.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(make('Same')).resolves.toMatchObject({ name: 'Same' });
  });

  it('refuse to stand below themselves, also when two moves meet', async () => {
    const [a, b] = [await make('A'), await make('B')];
    await expect(test.api(editReason, { reasonId: a.id, version: 1, parentId: a.id }, { as: admin })).rejects.toMatchObject({
      code: 'REASON_CYCLE',
    });
    const moves = await Promise.allSettled([
      test.api(editReason, { reasonId: a.id, version: 1, parentId: b.id }, { as: admin }),
      test.api(editReason, { reasonId: b.id, version: 1, parentId: a.id }, { as: admin }),
    ]);
    expect(moves.map((move) => move.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(moves.find((move) => move.status === 'rejected')?.reason).toMatchObject({ code: 'REASON_CYCLE' });
  });

  it('give their kind to a ticket, and are not removed while used', async () => {
    const reason = await test.api(createReason, { name: 'Broken', kind: 'fault' }, { as: admin });
    const ticket = await test.api(createTicket, { subject: 'Does not work', reasonId: reason.id }, { as: agent });
    expect(ticket.kind).toBe('fault');
    await expect(test.api(deleteReason, { reasonId: reason.id, version: 1 }, { as: admin })).rejects.toMatchObject({
      code: 'REASON_IN_USE',
    });
    const off = await test.api(editReason, { reasonId: reason.id, version: 1, isActive: false }, { as: admin });
    expect(off).toMatchObject({ isActive: false, version: 2 });
  });

  it('are removed when unused, and everybody hears it with a higher version', async () => {
    const tab = await test.connect(agent);
    const reason = await make('Useless');
    await expect(test.api(deleteReason, { reasonId: reason.id, version: 7 }, { as: admin })).rejects.toMatchObject({ code: 'STALE' });
    expect(await test.api(deleteReason, { reasonId: reason.id, version: 1 }, { as: admin })).toEqual({ id: reason.id, version: 2 });
    expect((await tab.next('ticket-reason.removed')).payload).toMatchObject({ id: reason.id, version: 2 });
    expect((await test.api(listReasons, {}, { as: agent })).items.map((one) => one.id)).not.toContain(reason.id);
  });
});
