import type { AgentActor, Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { Account, TeamMember } from '../auth/index.js';
import { recordInteraction } from '../history/index.js';
import { createCompany, createPerson, recordConsent } from '../people/index.js';
import { saveSettings } from '../settings/index.js';
import { createTask } from '../tasks/index.js';
import { insertMessage, insertTicket } from '../tickets/index.js';
import { type DemoPerson, demoCompanies, demoPeople } from './demo-customers.js';
import { demoContacts, demoTasks, demoTickets } from './demo-history.js';

type Keys = Map<string, string>;
interface Filling {
  ctx: Ctx;
  actor: AgentActor;
  teamId: string | null;
  companies: Keys;
  people: Keys;
  tickets: Keys;
}

const MINUTE = 60_000;
function before(ctx: Ctx, ago: { days?: number; hours?: number; minutes?: number }): Date {
  return new Date(ctx.now.getTime() - (ago.days ?? 0) * 1440 * MINUTE - (ago.hours ?? 0) * 60 * MINUTE - (ago.minutes ?? 0) * MINUTE);
}
/** The same transaction as it would have been then, and by that agent: demo data has a past. */
function asOf(filling: Filling, at: Date): Ctx {
  return { ...filling.ctx, actor: filling.actor, now: at };
}
function idOf(keys: Keys, key: string): string {
  return found(keys.get(key), `demo entry ${key}`);
}

/** Fills the installation with people, companies in trees, tickets, past contacts and promises, all marked as demo. Nothing happens when it is there already. */
export async function fillDemo(ctx: Ctx, accountId: string): Promise<void> {
  const already: unknown[] = await ctx.db.query('SELECT 1 FROM persons WHERE is_demo LIMIT 1');
  if (already.length > 0) return;
  const actor = await agentOf(ctx, accountId);
  const filling: Filling = { ctx, actor, teamId: actor.teamIds[0] ?? null, companies: new Map(), people: new Map(), tickets: new Map() };
  await fillCompanies(filling);
  for (const person of demoPeople) await fillPerson(filling, person);
  await fillTickets(filling);
  await fillContacts(filling);
  await fillTasks(filling);
  await saveSettings(ctx, { hasDemoData: true });
}

async function agentOf(ctx: Ctx, accountId: string): Promise<AgentActor> {
  const { name, roles, language, timeZone } = found(await ctx.db.findOneBy(Account, { id: accountId }), 'account');
  const members = await ctx.db.findBy(TeamMember, { accountId });
  const teamIds = members.map((member) => member.teamId);
  return {
    kind: 'agent',
    id: accountId,
    name,
    roles,
    teamIds,
    supervisedTeamIds: teamIds,
    language,
    timeZone,
    sessionId: null,
    scopes: null,
  };
}

async function fillCompanies(filling: Filling): Promise<void> {
  for (const { key, parent, city, street, postalCode, country, mainLine, ...rest } of demoCompanies) {
    const company = await createCompany(asOf(filling, before(filling.ctx, { days: 400 })), {
      ...rest,
      relation: 'customer',
      address: { street, postalCode, city, country: country ?? 'DE' },
      ownerId: filling.actor.id,
      ...(parent ? { parentId: idOf(filling.companies, parent) } : {}),
      ...(mainLine ? { phones: [{ number: mainLine, kind: 'main', isMainLine: true }] } : {}),
      isDemo: true,
    });
    filling.companies.set(key, company.id);
  }
}

async function fillPerson(filling: Filling, person: DemoPerson): Promise<void> {
  const at = asOf(filling, before(filling.ctx, { days: 390 }));
  const { givenName, familyName, salutation, language, title, isVip, warning, pin } = person;
  // A superior must sit in the same company as the position says; demo superiors elsewhere in the tree are shown without that link.
  const manager =
    person.manager && demoPeople.find((other) => other.key === person.manager)?.company === person.company
      ? idOf(filling.people, person.manager)
      : null;
  const { id } = await createPerson(at, {
    ...{
      givenName,
      familyName,
      salutation,
      language,
      kind: 'customer',
      formOfAddress: person.informal ? 'informal' : 'formal',
      isDemo: true,
    },
    ...(title ? { title } : {}),
    ...(isVip ? { isVip } : {}),
    ...(warning ? { warning } : {}),
    ...(pin ? { pinnedNote: pin } : {}),
    phones: person.phones.map((number) => ({ number, kind: number.includes('+49 1') || number.includes('+44 7') ? 'mobile' : 'work' })),
    mails: [{ address: person.mail, kind: 'work' }],
    positions: person.company
      ? [{ companyId: idOf(filling.companies, person.company), role: person.role ?? '', managerId: manager, isPrimary: true }]
      : [],
  });
  filling.people.set(person.key, id);
  for (const { purpose, state, proof } of person.consents ?? [])
    await recordConsent(at, { personId: id, purpose, state, proof, channel: 'call', source: 'web' });
}

async function fillTickets(filling: Filling): Promise<void> {
  for (const { key, person, subject, kind, status, priority, created, mine, notes } of demoTickets) {
    const companyKey = demoPeople.find((one) => one.key === person)?.company;
    const ticket = await insertTicket(asOf(filling, before(filling.ctx, created)), {
      ...{ subject, kind, status, priority, teamId: filling.teamId, isDemo: true },
      ownerId: mine ? filling.actor.id : null,
      personId: idOf(filling.people, person),
      companyId: companyKey ? idOf(filling.companies, companyKey) : null,
    });
    filling.tickets.set(key, ticket.id);
    for (const note of notes) await insertMessage(asOf(filling, before(filling.ctx, note.ago)), { ticketId: ticket.id, text: note.text });
  }
}

async function fillContacts(filling: Filling): Promise<void> {
  for (const { person, kind, direction, ago, seconds, summary, outcome, ticket } of demoContacts) {
    await recordInteraction(asOf(filling, filling.ctx.now), {
      ...{ kind, direction, summary, at: before(filling.ctx, ago), durationS: seconds ?? null, outcome: outcome ?? null, isDemo: true },
      personId: idOf(filling.people, person),
      ticketId: ticket ? idOf(filling.tickets, ticket) : null,
      accountId: filling.actor.id,
      teamId: filling.teamId,
    });
  }
}

async function fillTasks(filling: Filling): Promise<void> {
  for (const { kind, what, due, person, ticket } of demoTasks) {
    await createTask(asOf(filling, filling.ctx.now), {
      ...{
        kind,
        what,
        dueAt: before(filling.ctx, due).toISOString(),
        personId: idOf(filling.people, person),
        ownerId: filling.actor.id,
        isDemo: true,
      },
      ...(ticket ? { ticketId: idOf(filling.tickets, ticket) } : {}),
    });
  }
}
