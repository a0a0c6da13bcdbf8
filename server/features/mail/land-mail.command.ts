import { isOnlyThanks } from '../../../shared/domain/quiet-reply.js';
import type { JoinedBy, MailHint } from '../../../shared/models/mail.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { together } from '../../core/db/together.js';
import { recordInteraction } from '../history/index.js';
import { clearBounced, hintPhones, personFromMail } from '../people/index.js';
import { addMail, insertTicket, type MailWeight, moveForMail } from '../tickets/index.js';
import { type Incoming, placeOf, type Received } from './incoming.js';
import { messageMail, shownText, subjectLine, ticketSubject } from './mail-texts.js';
import { storeMail } from './store-mail.js';
import type { Choice } from './threading/choose-ticket.js';

type Joining = Extract<Choice, { joinedBy: JoinedBy }>;

/** Why a mail stands where it stands, a sentence each. */
const JOINED: Record<JoinedBy, string> = {
  'own-message-id': 'It answers a mail of ours: joined by our Message-ID in its headers.',
  'plus-address': 'It was sent to the address of this ticket: joined by plus-address.',
  'ticket-number': 'Its subject quotes the ticket’s number, and its sender has to do with the ticket: joined by number.',
  references: 'It refers to a mail of this ticket: joined by References.',
};
const NOT_JOINED: Record<MailHint['kind'], (number: string | null) => string> = {
  stranger: (number) => `A new ticket: it quotes ${number ?? 'a ticket'}, which its sender never had to do with.`,
  misheard: (number) => `A new ticket: it quotes ${number ?? 'a number'}, in which a digit is wrong.`,
  several: () => 'A new ticket: it quotes several tickets of its sender.',
  'same-id': () => 'A new ticket: another mail has its Message-ID, with other content.',
};

/** A mail joins the ticket that was chosen for it. What only thanks lands quietly on a ticket at rest; what a machine wrote wakes nobody. */
export async function landOnTicket(ctx: Ctx, incoming: Incoming, choice: Joining): Promise<Received> {
  const isMachine = incoming.mail.autoReply.is;
  incoming.claim(choice.ticketId);
  const { ticket, isQuiet } = await moveForMail(ctx, choice.ticketId, weightOf(incoming));
  if (ticket.id !== choice.ticketId) incoming.claim(ticket.id);
  const outcome = isMachine ? 'auto-reply' : 'appended';
  const reason = isQuiet ? `${JOINED[choice.joinedBy]} It only thanks, so the ticket stays as it was.` : JOINED[choice.joinedBy];
  const personId = await personOf(ctx, incoming);
  await writeDown(ctx, incoming, { ticket, personId, joinedBy: choice.joinedBy, hint: null, isQuiet, outcome, reason });
  return { outcome, reason, ticketId: ticket.id, ticket: ticket.number, isNewTicket: false, joinedBy: choice.joinedBy };
}

function weightOf({ mail }: Incoming): MailWeight {
  if (mail.autoReply.is) return 'machine';
  const hasFile = mail.attachments.some((file) => !file.isInline);
  return !hasFile && isOnlyThanks(mail.visibleText) ? 'thanks' : 'speaks';
}

/** A mail that joins nothing opens a ticket of the team its mailbox belongs to. */
export async function openTicket(ctx: Ctx, incoming: Incoming, hint: MailHint | null): Promise<Received> {
  const { mail, house, facts, mailboxes } = incoming;
  const box = mailboxes.find(({ isActive }) => isActive) ?? mailboxes[0];
  const personId = await personOf(ctx, incoming);
  const ticket = await insertTicket(ctx, {
    subject: ticketSubject(mail.subject, box?.language ?? house.language),
    kind: 'question',
    status: 'new',
    teamId: box?.teamId ?? null,
    ownerId: null,
    personId,
    companyId: facts.companyId,
    channel: 'mail',
  });
  const reason = hint === null ? 'A new ticket: nothing in it points to one that is there.' : NOT_JOINED[hint.kind](hint.number);
  await writeDown(ctx, incoming, { ticket, personId, joinedBy: null, hint, isQuiet: false, outcome: 'created', reason });
  return { outcome: 'created', reason, ticketId: ticket.id, ticket: ticket.number, isNewTicket: true, joinedBy: null };
}

/** Who wrote: known, or made now. Colleagues and machines are no customers. */
async function personOf(ctx: Ctx, { facts, sender }: Incoming): Promise<string | null> {
  if (facts.personId !== null) return facts.personId;
  const isNobody = sender.address === '' || sender.isMachine || facts.isColleague || facts.isCompanyAddress;
  return isNobody ? null : personFromMail(ctx, { name: sender.name, address: sender.address, companyId: facts.companyId });
}

interface Writing {
  ticket: Ticket;
  personId: string | null;
  joinedBy: JoinedBy | null;
  hint: MailHint | null;
  isQuiet: boolean;
  outcome: 'created' | 'appended' | 'auto-reply';
  reason: string;
}

/** The mail itself, its message in the history of the ticket, the contact in that of the person, and what its signature tells. */
async function writeDown(ctx: Ctx, incoming: Incoming, writing: Writing): Promise<void> {
  const { mail, facts, house } = incoming;
  const { ticket, personId, joinedBy, hint, isQuiet, outcome, reason } = writing;
  const text = shownText(mail);
  if (facts.isBounced && !mail.autoReply.is) await clearBounced(ctx, incoming.sender.address);
  storeMail(ctx, mail, placeOf(incoming, { ticketId: ticket.id, joinedBy, outcome, reason }));
  // Each of the two asks whoever reacts to it, in one journey.
  const told = addMail(ctx, {
    id: incoming.id,
    ticketId: ticket.id,
    authorId: null,
    text,
    mail: messageMail(mail, { joinedBy, hint, isQuiet }),
  });
  const recorded = recordInteraction(ctx, {
    kind: 'mail',
    direction: 'inbound',
    at: ctx.now,
    personId,
    companyId: facts.companyId,
    ticketId: ticket.id,
    messageId: incoming.id,
    teamId: ticket.teamId,
    summary: subjectLine(mail.subject).slice(0, 200),
    isHuman: outcome !== 'auto-reply',
  });
  await together([told, recorded]);
  if (personId !== null && mail.signaturePhones.length > 0)
    await hintPhones(ctx, personId, { spellings: mail.signaturePhones, country: house.country, teamId: ticket.teamId });
}
