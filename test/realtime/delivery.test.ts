import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../server/core/context.js';
import { REPLAY_LIMIT } from '../../server/core/realtime/catch-up.js';
import { createTeam, createToken, editAccount, listAccounts, revokeToken, signOut } from '../../shared/contract/auth.js';
import { logInteraction } from '../../shared/contract/history.js';
import { createPerson } from '../../shared/contract/people.js';
import { assignTicket, createTicket } from '../../shared/contract/tickets.js';
import { room } from '../../shared/rooms.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { makeTeam, type TestAccount } from '../support/factories.js';

let t: TestApp;
let admin: TestAccount;
let agent: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(async () => {
  admin = await t.account({ roles: ['admin'] });
  agent = await t.account();
});
afterAll(() => t.close());

let made = 0;
/** Publishes one event that every signed-in account hears; resolves after the commit. */
async function publish(waitMs = 0): Promise<string> {
  const team = await makeTeam(t.transaction, {});
  await t.transaction(systemActor('test'), async (ctx) => {
    await ctx.publish('team.changed', { id: team.id, version: ++made, name: team.name, isConfidential: false, isDemo: false });
    if (waitMs > 0) await ctx.db.query('SELECT pg_sleep($1)', [waitMs / 1000]);
  });
  return team.id;
}
const ids = (events: readonly { type: string; payload: { id: string } }[]) =>
  events.filter((event) => event.type === 'team.changed').map((event) => event.payload.id);

describe('order', () => {
  it('keeps the row of a slow writer that took its number first and committed last', async () => {
    const socket = await t.connect(agent);
    const team = await makeTeam(t.transaction, {});
    const held = new pg.Client({ connectionString: t.database.url });
    await held.connect();
    // The audit is written after the events: whoever has some waits there, its event already numbered.
    await held.query('BEGIN; LOCK TABLE audit IN SHARE MODE');
    const slow = t.transaction(systemActor('test'), async (ctx) => {
      await ctx.publish('team.changed', { id: team.id, version: ++made, name: team.name, isConfidential: false, isDemo: false });
      await ctx.audit({ entity: 'team', entityId: team.id, action: 'test' });
    });
    const waiters = `SELECT 1 FROM pg_locks WHERE relation = 'audit'::regclass AND NOT granted`;
    await expect.poll(async () => (await held.query(waiters)).rowCount).toBe(1);
    const quick = [await publish(), await publish()];
    await t.settle();
    expect(ids(socket.events)).toEqual(quick);
    await held.query('COMMIT');
    await Promise.all([slow, held.end()]);
    await t.settle();
    expect(ids(socket.events)).toEqual([...quick, team.id]);
  });

  it('delivers each of many concurrent events once, in one order for all', async () => {
    const [one, two] = [await t.connect(agent), await t.connect(admin)];
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => publish(n % 7)));
    await t.settle();
    await Promise.all(all.flatMap((id) => [one, two].map((socket) => socket.next('team.changed', (event) => event.payload.id === id))));
    expect(ids(one.events).sort()).toEqual([...all].sort());
    expect(ids(one.events)).toEqual(ids(two.events));
    const numbers = one.events.map((event) => event.seq);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});

describe('catching up', () => {
  it('brings exactly what was missed, without a gap under constant load', async () => {
    const first = await t.connect(agent);
    await publish();
    await t.settle();
    const { epoch } = first.hello;
    const seen = await first.next('team.changed');
    first.close();
    const stop = Date.now() + 1200;
    const load = (async () => {
      const sent: string[] = [];
      while (Date.now() < stop) sent.push(await publish());
      return sent;
    })();
    await new Promise((resolve) => setTimeout(resolve, 400));
    const again = await t.connect(agent, { after: seen.seq, epoch });
    const sent = await load;
    await t.settle();
    await again.next('team.changed', (event) => event.payload.id === sent.at(-1));
    expect(again.hello.isResumed).toBe(true);
    expect(again.ephemera.map((one) => one.channel)).not.toContain('resync');
    expect(ids(again.events)).toEqual(sent);
  });

  it('asks for a refetch after too much, after a restore and after an unknown number', async () => {
    const first = await t.connect(agent);
    const { epoch, cursor } = first.hello;
    first.close();
    await t.db.query(
      `INSERT INTO events (type, entity_id, payload, rooms, at) SELECT 'team.changed', n::text, jsonb_build_object('id', n::text, 'version', 1), $1, $2 FROM generate_series(1, $3) n`,
      [[room.role('agent')], t.clock.now(), REPLAY_LIMIT + 1],
    );
    await t.settle();
    for (const options of [
      { after: cursor, epoch },
      { after: cursor + 5, epoch: 'of another time' },
      { after: 10_000_000, epoch },
    ]) {
      const socket = await t.connect(agent, options);
      expect(socket.ephemera.map((one) => one.channel)).toContain('resync');
      expect(ids(socket.events)).toEqual([]);
      socket.close();
    }
  });

  it('brings what was missed in the rooms its views look at, and a refetch when one of them is out of sight by now', async () => {
    const person = await t.api(createPerson, { familyName: 'Kurz' }, { as: agent });
    const looksAt = room.person(person.id);
    const first = await t.connect(agent);
    expect(await first.watch(looksAt)).toBe(true);
    const { epoch, cursor } = first.hello;
    first.close();
    const contact = {
      kind: 'meeting',
      direction: 'inbound',
      at: t.clock.now().toISOString(),
      personId: person.id,
      summary: 'Besuch',
    } as const;
    const missed = await t.api(logInteraction, contact, { as: agent });
    await t.settle();
    const again = await t.connect(agent, { after: cursor, epoch, watched: [looksAt] });
    expect(again.hello.isResumed).toBe(true);
    const later = await t.api(logInteraction, { ...contact, summary: 'Noch ein Besuch' }, { as: agent });
    await again.next('interaction.changed', (event) => event.payload.id === later.id);
    const heard = again.events.filter((event) => event.type === 'interaction.changed').map((event) => event.payload.id);
    expect(heard).toEqual([missed.id, later.id]);
    const blind = await t.connect(agent, { after: cursor, epoch, watched: [looksAt, room.ticket(person.id)] });
    expect(blind.ephemera.map((one) => one.channel)).toContain('resync');
  });

  it('asks for a refetch when the rooms are others than last time', async () => {
    const first = await t.connect(agent);
    const { epoch, cursor, rooms } = first.hello;
    first.close();
    const same = await t.connect(agent, { after: cursor, epoch, rooms });
    expect(same.hello.isResumed).toBe(true);
    same.close();
    const team = await t.team();
    await t.db.query('INSERT INTO team_members (team_id, account_id) VALUES ($1, $2)', [team.id, agent.id]);
    const moved = await t.connect(agent, { after: cursor, epoch, rooms });
    expect(moved.ephemera.map((one) => one.channel)).toContain('resync');
  });
});

describe('rooms', () => {
  const versionOf = async (id: string) => (await t.api(listAccounts, {}, { as: admin })).items.find((one) => one.id === id)?.version ?? 0;

  it('follow a change of teams at once, and say so', async () => {
    const team = await t.api(createTeam, { name: `Rooms ${agent.id}`, isConfidential: false }, { as: admin });
    const socket = await t.connect(agent);
    const heardInTeam = async () => {
      await t.transaction(systemActor('test'), (ctx) =>
        ctx.db.query(`INSERT INTO events (type, entity_id, payload, rooms, at) VALUES ('team.changed', $1, $2, $3, $4)`, [
          team.id,
          JSON.stringify({ ...team, version: ++made }),
          [room.team(team.id)],
          ctx.now,
        ]),
      );
      await t.settle();
      await socket.watch('none:such');
      return socket.events.filter((event) => event.payload.version === made).length;
    };
    expect(await heardInTeam()).toBe(0);
    await t.api(editAccount, { accountId: agent.id, version: await versionOf(agent.id), teamIds: [team.id] }, { as: admin });
    await t.settle();
    await expect.poll(() => socket.ephemera.some((one) => one.channel === 'resync')).toBe(true);
    expect(await heardInTeam()).toBe(1);
    await t.api(editAccount, { accountId: agent.id, version: await versionOf(agent.id), teamIds: [] }, { as: admin });
    await t.settle();
    await expect.poll(() => socket.ephemera.filter((one) => one.channel === 'resync').length).toBe(2);
    expect(await heardInTeam()).toBe(0);
  });

  it('are not left for a change that moves nobody', async () => {
    const socket = await t.connect(agent);
    await t.api(editAccount, { accountId: agent.id, version: await versionOf(agent.id), name: 'Another Name' }, { as: admin });
    await t.settle();
    await socket.next('account.changed', (event) => event.payload.id === agent.id);
    await socket.watch('none:such');
    expect(socket.ephemera.map((one) => one.channel)).not.toContain('resync');
  });

  it('are refused to watchers by the policy of the matching GET', async () => {
    const socket = await t.connect(agent);
    const strange = [
      'role:admin',
      `agent:${admin.id}`,
      `session:${admin.sessionId}`,
      'ticket:not-an-id',
      `ticket:${admin.id}`,
      '__proto__:x',
      ':',
      '',
    ];
    for (const name of strange) expect(await socket.watch(name), name).toBe(false);
  });
});

describe('a socket', () => {
  const isGone = (socket: { socket: { connected: boolean } }) => expect.poll(() => socket.socket.connected).toBe(false);

  it('ends with its session, and only that one', async () => {
    const other = await t.connect(await t.account());
    const socket = await t.connect(agent);
    await t.api(signOut, {}, { as: agent });
    await t.settle();
    await isGone(socket);
    expect(socket.ephemera).toContainEqual({ channel: 'signed-out', payload: { reason: 'revoked' } });
    expect(other.socket.connected).toBe(true);
    await expect(t.connect(agent)).rejects.toThrow('NOT_SIGNED_IN');
  });

  it('ends with its API token', async () => {
    const { token, secret } = await t.api(createToken, { name: 'wallboard', scopes: ['read'] }, { as: agent });
    const socket = await t.connect({ ...agent, cookie: '' }, { token: secret });
    await t.api(revokeToken, { tokenId: token.id }, { as: agent });
    await t.settle();
    await isGone(socket);
    await expect(t.connect({ ...agent, cookie: '' }, { token: secret })).rejects.toThrow('NOT_SIGNED_IN');
  });

  it('ends when the session has run out, and does not keep it alive by being open', async () => {
    const socket = await t.connect(agent);
    t.clock.move(11 * 3_600_000);
    await t.app.sockets.endExpired();
    expect(socket.socket.connected).toBe(true);
    t.clock.move(1.1 * 3_600_000);
    await t.app.sockets.endExpired();
    await isGone(socket);
  });

  it('is refused to pages of other sites', async () => {
    await expect(t.connect(agent, { headers: { Origin: 'https://evil.example' } })).rejects.toThrow();
  });
});

describe('who is here', () => {
  it('is told to those who look at the ticket, by those who look at it, and to nobody else', async () => {
    const team = await t.team();
    const [anna, bert] = [await t.account({ teams: [team] }), await t.account({ teams: [team] })];
    const ticket = await t.api(createTicket, { subject: 'Who is here', teamId: team.id }, { as: anna });
    const [first, second, stranger] = await Promise.all([t.connect(anna), t.connect(bert), t.connect(agent)]);
    const name = room.ticket(ticket.id);
    expect([await first.watch(name), await second.watch(name), await stranger.watch(name)]).toEqual([true, true, false]);
    const say = (socket: typeof first, doing: string) =>
      new Promise((resolve) => socket.socket.emit('here', { ticketId: ticket.id, doing, isNew: false }, resolve));
    await say(stranger, 'looking');
    await say(first, 'writing');
    expect(await say(first, 'dancing')).toEqual({ error: true });
    await Promise.all([first.heard(), second.heard(), stranger.heard()]);
    const here = (socket: typeof first) => socket.ephemera.filter(({ channel }) => channel === 'here').map(({ payload }) => payload);
    expect(here(second)).toEqual([{ ticketId: ticket.id, accountId: anna.id, doing: 'writing', isNew: false }]);
    expect(here(stranger)).toEqual([]);
  });

  it('is told no more to who lost sight of the ticket, nor heard from them', async () => {
    const [team, secret] = [await t.team(), await t.team()];
    const [anna, bert] = [await t.account({ teams: [team, secret] }), await t.account({ teams: [team] })];
    const ticket = await t.api(createTicket, { subject: 'Moves away', teamId: team.id }, { as: anna });
    const [first, second] = await Promise.all([t.connect(anna), t.connect(bert)]);
    const name = room.ticket(ticket.id);
    expect([await first.watch(name), await second.watch(name)]).toEqual([true, true]);
    const say = (socket: typeof first) =>
      new Promise((resolve) => socket.socket.emit('here', { ticketId: ticket.id, doing: 'looking', isNew: false }, resolve));
    const here = (socket: typeof first) => socket.ephemera.filter(({ channel }) => channel === 'here').map(({ payload }) => payload);
    await t.api(assignTicket, { ticketId: ticket.id, version: ticket.version, teamId: secret.id }, { as: anna });
    await t.settle();
    await say(first);
    await say(second);
    await Promise.all([first.heard(), second.heard()]);
    expect(here(second)).toEqual([]);
    expect(here(first)).toEqual([{ ticketId: ticket.id, accountId: anna.id, doing: 'looking', isNew: false }]);
    expect(await second.watch(name)).toBe(false);
  });
});
