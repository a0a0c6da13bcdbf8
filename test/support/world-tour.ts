import { goOff, goOnPause, goReady, soundReady } from '../../shared/contract/agents.js';
import { createAccount, createTeam, editAccount, editTeam } from '../../shared/contract/auth.js';
import { editInteraction, logInteraction } from '../../shared/contract/history.js';
import { createMacro, editMacro, removeMacro } from '../../shared/contract/macros.js';
import { createMailbox, deliverMail, editMailbox } from '../../shared/contract/mail.js';
import {
  createCompany,
  createPerson,
  editCompany,
  editPerson,
  getPerson,
  learnNumber,
  recordConsent,
} from '../../shared/contract/people.js';
import { settlePhoneHint } from '../../shared/contract/people-mail.js';
import {
  createDisposition,
  createPauseReason,
  createPhoneLine,
  createQueue,
  editDisposition,
  editPauseReason,
  editPhoneLine,
  editQueue,
  removePhoneLine,
  removeQueueMember,
  setQueueMember,
} from '../../shared/contract/queues.js';
import { editSettings, readSettings } from '../../shared/contract/settings.js';
import { createSnippet, editSnippet, removeSnippet } from '../../shared/contract/snippets.js';
import { acknowledgeTask, createTask, dropTask, editTask, finishTask, reopenTask, takeTask } from '../../shared/contract/tasks.js';
import { editTickets, undoTicketEdit } from '../../shared/contract/ticket-edits.js';
import { addTicketLink, removeTicketLink } from '../../shared/contract/ticket-links.js';
import { mergeTicket, splitTicket, undoMove } from '../../shared/contract/ticket-moves.js';
import { createReason, deleteReason, editReason } from '../../shared/contract/ticket-reasons.js';
import { createTicketView, editTicketView, removeTicketView } from '../../shared/contract/ticket-views.js';
import { addTicketChecks, addTicketTime, editTicketCheck, removeTicketCheck, removeTicketTime } from '../../shared/contract/ticket-work.js';
import {
  addNote,
  assignTicket,
  closeTicket,
  createTicket,
  editTicket,
  findByNumber,
  followTicket,
  getTicket,
  linkTicket,
  reopenTicket,
  seeMention,
  seeQuietReplies,
  unfollowTicket,
} from '../../shared/contract/tickets.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';
import type { TestApp } from './app.js';
import type { TestAccount, TestTeam } from './factories.js';
import { type MailParts, mailText } from './mail.js';
import { tourTheMerges } from './merge-tour.js';
import { tourTheOutbox } from './outbox-tour.js';
import { tourTheSla } from './sla-tour.js';

export interface Tour {
  /** Ids of the operations that were called. */
  called: Set<string>;
  personIds: string[];
  companyIds: string[];
  teamId: string;
}

/** Calls every mutating operation whose result travels as a model, once or more, as one administrator. `half` is awaited in the middle. */
export async function tourTheWorld(t: TestApp, admin: TestAccount, options: { team: TestTeam; half: () => Promise<void> }): Promise<Tour> {
  const called = new Set<string>();
  const run = <Op extends Operation>(operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> => {
    called.add(operation.id);
    return t.api(operation, input, { as: admin });
  };
  const tour: Tour = { called, personIds: [], companyIds: [], teamId: options.team.id };
  await peopleAndCompanies(run, tour);
  await queuesAndAccounts(run, tour);
  tour.personIds.push(...(await tourTheMerges(run)));
  await tourTheSla(run);
  await options.half();
  await ticketsAndTasks(run, tour, admin);
  const ticketId = await mails(run, tour, deliverAs(t, admin, tour));
  await tourTheOutbox(run, { t, admin, ticketId, called });
  await presenceAndSettings(run);
  return tour;
}

type Run = <Op extends Operation>(operation: Op, input: InputOf<Op>) => Promise<OutputOf<Op>>;

async function peopleAndCompanies(run: Run, tour: Tour): Promise<void> {
  const parent = await run(createCompany, { name: 'Kurz Holding' });
  const child = await run(createCompany, { name: 'Kurz Bau', parentId: parent.id, phones: [{ number: '030 23125-0', isMainLine: true }] });
  await run(editCompany, { companyId: child.id, version: child.version, tier: 'key' });
  const person = await run(createPerson, { givenName: 'Petra', familyName: 'Kurz', positions: [{ companyId: child.id, role: 'Einkauf' }] });
  await run(editPerson, { personId: person.id, version: person.version, isVip: true });
  await run(learnNumber, { personId: person.id, number: '030 23125-018' });
  await run(recordConsent, { personId: person.id, purpose: 'recording', channel: 'call', state: 'refused', source: 'call', proof: 'said' });
  const logged = await run(logInteraction, { kind: 'meeting', personId: person.id, summary: 'Yearly talk' });
  await run(editInteraction, { interactionId: logged.id, version: logged.version, summary: 'Yearly talk in Berlin' });
  tour.personIds.push(person.id);
  tour.companyIds.push(parent.id, child.id);
}

async function queuesAndAccounts(run: Run, tour: Tour): Promise<void> {
  const team = await run(createTeam, { name: 'Second line', isConfidential: false });
  await run(editTeam, { teamId: team.id, version: team.version, name: 'Second level' });
  const account = await run(createAccount, {
    name: 'Jonas',
    email: 'jonas@example.org',
    password: 'vier rote Hunde',
    roles: ['agent'],
    language: 'de',
    teamIds: [team.id],
  });
  await run(editAccount, { accountId: account.id, version: account.version, teamIds: [tour.teamId, team.id] });
  const queue = await run(createQueue, { name: 'Invoices', teamId: tour.teamId });
  await run(editQueue, { queueId: queue.id, version: queue.version, offerSeconds: 20 });
  await run(setQueueMember, { queueId: queue.id, accountId: account.id, level: 1 });
  await run(setQueueMember, { queueId: queue.id, accountId: account.id, level: 2 });
  await run(removeQueueMember, { queueId: queue.id, accountId: account.id });
  await run(setQueueMember, { queueId: queue.id, accountId: account.id, level: 3 });
  const line = await run(createPhoneLine, { number: '030 23125-100', label: 'Main', queueId: queue.id });
  await run(editPhoneLine, { lineId: line.id, version: line.version, label: 'Main line' });
  const spare = await run(createPhoneLine, { number: '030 23125-101', label: 'Spare', queueId: null });
  await run(removePhoneLine, { lineId: spare.id });
  const label = { de: 'Gelöst', en: 'Solved' };
  const disposition = await run(createDisposition, { queueId: queue.id, digit: 1, label, effect: 'none', requires: [] });
  await run(editDisposition, { dispositionId: disposition.id, version: disposition.version, digit: 2 });
  const reason = await run(createPauseReason, { digit: null, label: { de: 'Mittag', en: 'Lunch' }, limitMinutes: 30 });
  await run(editPauseReason, { reasonId: reason.id, version: reason.version, limitMinutes: 45 });
}

async function ticketsAndTasks(run: Run, tour: Tour, admin: TestAccount): Promise<void> {
  const parent = await run(createReason, { name: 'Invoice' });
  const child = await run(createReason, { name: 'Twice', parentId: parent.id });
  await run(editReason, { reasonId: child.id, version: child.version, name: 'Debited twice' });
  const unused = await run(createReason, { name: 'Never' });
  await run(deleteReason, { reasonId: unused.id, version: unused.version });
  const version = async (id: string) => (await run(followTicket, { ticketId: id })).version;
  const ticket = await run(createTicket, { subject: 'Invoice 4711', personId: tour.personIds[0] ?? '', teamId: tour.teamId });
  await run(addNote, { ticketId: ticket.id, text: 'Bank confirms' });
  await run(seeMention, { ticketId: ticket.id });
  await run(assignTicket, { ticketId: ticket.id, version: await version(ticket.id), ownerId: admin.id });
  await run(editTicket, { ticketId: ticket.id, version: await version(ticket.id), priority: 1, tags: ['credit'] });
  await run(linkTicket, { ticketId: ticket.id, version: await version(ticket.id), companyId: tour.companyIds[1] ?? '' });
  await run(unfollowTicket, { ticketId: ticket.id });
  await run(closeTicket, { ticketId: ticket.id, version: await version(ticket.id), as: 'solved' });
  await run(reopenTicket, { ticketId: ticket.id, version: await version(ticket.id) });
  const promise = await run(createTask, {
    kind: 'promise',
    what: 'Call back',
    dueText: 'in 2h',
    personId: tour.personIds[0] ?? '',
    ticketId: ticket.id,
  });
  const edited = await run(editTask, { taskId: promise.id, version: promise.version, dueText: 'in 3h' });
  await run(acknowledgeTask, { taskId: promise.id });
  const done = await run(finishTask, { taskId: promise.id, version: edited.version });
  await run(reopenTask, { taskId: promise.id, version: done.version });
  const twin = await run(createTicket, {
    subject: 'Invoice 4711 again',
    personId: tour.personIds[0] ?? '',
    teamId: tour.teamId,
    text: 'Twice!',
  });
  const merge = await run(mergeTicket, { ticketId: twin.id, intoId: ticket.id });
  await run(undoMove, { moveId: merge.id });
  const link = await run(addTicketLink, { ticketId: ticket.id, otherId: twin.id, as: 'child' });
  await run(removeTicketLink, { linkId: link.id });
  const [check, spare] = (await run(addTicketChecks, { ticketId: twin.id, texts: ['Ask the bank', 'Not needed'] })).items;
  await run(editTicketCheck, { checkId: check?.id ?? '', version: 1, isDone: true });
  await run(removeTicketCheck, { checkId: spare?.id ?? '' });
  const time = await run(addTicketTime, { ticketId: twin.id, minutes: 20 });
  await run(removeTicketTime, { timeId: time.id });
  const note = await run(addNote, { ticketId: twin.id, text: 'Something else' });
  await run(splitTicket, { ticketId: twin.id, messageIds: [note.id] });
  const view = { name: 'Urgent', audience: 'me' as const, conditions: [{ field: 'priority' as const, is: 'any' as const, values: [1] }] };
  const saved = await run(createTicketView, view);
  const kept = await run(editTicketView, { ...view, viewId: saved.id, version: saved.version, audience: 'all' });
  await run(createTicketView, { ...view, name: 'Kept' });
  await run(removeTicketView, { viewId: kept.id });
  const snippet = { name: 'Greeting', audience: 'me' as const, textEn: 'Hello {{customer.name}},' };
  const written = await run(createSnippet, snippet);
  const better = await run(editSnippet, { ...snippet, snippetId: written.id, version: written.version, audience: 'all' });
  await run(createSnippet, { ...snippet, name: 'Kept' });
  const macro = { name: 'Invoice', audience: 'all' as const, change: { priority: 2, addTags: ['invoice'] } };
  const ready = await run(createMacro, { ...macro, text: { as: 'note', snippetId: better.id } });
  await run(editMacro, { ...macro, macroId: ready.id, version: ready.version, name: 'Invoices' });
  const spareMacro = await run(createMacro, { ...macro, name: 'Unused' });
  await run(removeMacro, { macroId: spareMacro.id, version: spareMacro.version });
  await run(removeSnippet, { snippetId: better.id, version: better.version });
  const { edit } = await run(editTickets, {
    tickets: [{ ticketId: twin.id, version: await version(twin.id) }],
    change: { addTags: ['many'], priority: 2 },
  });
  await run(undoTicketEdit, { editId: edit?.id ?? '' });
  const task = await run(createTask, { kind: 'task', what: 'Send sample', teamId: tour.teamId });
  const taken = await run(takeTask, { taskId: task.id, version: task.version });
  await run(dropTask, { taskId: task.id, version: taken.version, reason: 'not needed' });
}

/** Delivers a mail as an administrator; the id of its ticket. */
function deliverAs(t: TestApp, admin: TestAccount, tour: Tour): (parts: MailParts) => Promise<string> {
  return async (parts) => {
    tour.called.add(deliverMail.id);
    const headers = { 'Content-Type': 'message/rfc822', Cookie: admin.cookie, 'X-Ringback': '1' };
    const answer = await t.send('POST', '/api/v1/mail', { headers, body: mailText(parts) });
    const { ticket } = answer.json as { ticket: string };
    const found = await t.api(findByNumber, { number: ticket }, { as: admin });
    if (found.leadsTo !== 'ticket') throw new Error('a mail of the tour led to no ticket');
    const { id, personId } = found.ticket;
    if (personId !== null && !tour.personIds.includes(personId)) tour.personIds.push(personId);
    return id;
  };
}

async function mails(run: Run, tour: Tour, deliver: (parts: MailParts) => Promise<string>): Promise<string> {
  const box = await run(createMailbox, { address: 'support@haus.example', name: 'Haus', teamId: null });
  await run(editMailbox, { mailboxId: box.id, version: box.version, teamId: tour.teamId });
  const id = 'tour@kunde.example';
  const ticketId = await deliver({ id, subject: 'Defekt' });
  await deliver({ references: [id], text: 'Es ist das linke Rad.\r\n\r\n-- \r\nPetra Kurz\r\nTel. 030 7654321' });
  await signature(run, ticketId);
  const { version } = await run(followTicket, { ticketId });
  await run(closeTicket, { ticketId, version, as: 'solved' });
  await deliver({ references: [id], text: 'Danke!' });
  await run(seeQuietReplies, { ticketId });
  await deliver({ references: [id], text: 'Jetzt ist das rechte Rad ab.' });
  return ticketId;
}

/** The number of the signature is the person's. */
async function signature(run: Run, ticketId: string): Promise<void> {
  const { personId } = await run(getTicket, { ticketId });
  const { person } = await run(getPerson, { personId: personId ?? '' });
  await run(settlePhoneHint, { personId: person.id, hintId: person.phoneHints[0]?.id ?? '', isTheirs: true });
}

async function presenceAndSettings(run: Run): Promise<void> {
  await run(goReady, {});
  await run(soundReady, { tabId: 'a-tab-of-the-tour', isReady: true });
  await run(goOnPause, { reasonId: null });
  await run(goOff, {});
  const { version } = await run(readSettings, {});
  await run(editSettings, { version, settings: { companyName: 'Nordlicht' } });
}
