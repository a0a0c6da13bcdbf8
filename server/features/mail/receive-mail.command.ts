import type { Actor, Ctx } from '../../core/context.js';
import { together } from '../../core/db/together.js';
import { newId } from '../../core/id.js';
import { presentNumber } from '../tickets/index.js';
import { type DeliveredMail, type Incoming, nothing, type Received } from './incoming.js';
import { keepStray } from './keep-stray.command.js';
import { landOnTicket, openTicket } from './land-mail.command.js';
import { mailFacts } from './mail-facts.query.js';
import type { Apart } from './mail-groups.js';
import { type HouseMailbox, type MailHouse, mailHouse, pointerRules } from './mail-house.query.js';
import { noteTwin } from './note-twin.command.js';
import { partyTickets } from './parties.query.js';
import { senderOf, withoutPlus } from './sender.js';
import { takeBounce } from './take-bounce.command.js';
import { type Choice, candidatesOf, chooseTicket } from './threading/choose-ticket.js';
import { loopMark, readOwnMessageId } from './threading/own-message-id.js';
import { headerKey, type PointerRules, readPointers, referencesOf } from './threading/pointers.js';

/** A mail, and who delivers it. */
export interface Delivery {
  delivered: DeliveredMail;
  actor: Actor;
}

/** Ids by which a mail may be found, or find another, before either is stored. */
const threadOf = ({ mail }: DeliveredMail) => [headerKeyOf(mail) || mail.contentHash, ...referencesOf(mail)];
const headerKeyOf = ({ messageId }: DeliveredMail['mail']) => headerKey(messageId ?? '');

/**
 * What keeps mails out of one transaction: the same thread, where one may have to find the other, and the same sender, who is made a person once. What came
 * back goes alone: several reports about one mail are usual, and nothing in a report's header tells which it is about.
 */
export function mailApart(delivered: DeliveredMail): Apart {
  const { mail } = delivered;
  const senders = [mail.from, mail.sender, ...mail.replyTo].flatMap((party) => (party ? [`sender:${party.address.toLowerCase()}`] : []));
  return { keys: [...new Set([...threadOf(delivered), ...senders])], isAlone: mail.bounce !== null };
}

/**
 * Takes in mails that `mailApart` lets together, in their order. Each becomes or joins a ticket, is written onto the mail it is about, or is told to be
 * nothing new. Mails of one thread wait for each other here, so that the same mail delivered twice at once is one mail, and a reply finds the mail it
 * answers. Throws when one of them cannot be taken in, or not together with the others.
 */
export async function receiveMails(ctx: Ctx, mails: readonly Delivery[], key: Buffer): Promise<Received[]> {
  const [house] = await Promise.all([
    mailHouse(ctx),
    lockThreads(
      ctx,
      mails.flatMap(({ delivered }) => threadOf(delivered)),
    ),
  ]);
  const shared = { house, key, rules: await pointerRules(ctx, house, key), claim: oneMailEach() };
  const doings = mails.map(({ delivered, actor }) => receiveMail(ctx.as(actor), delivered, shared));
  await together(doings);
  return Promise.all(doings);
}

/** Lets each ticket be claimed once. */
function oneMailEach(): Incoming['claim'] {
  const claimed = new Set<string>();
  return (ticketId) => {
    if (claimed.has(ticketId)) throw new Error('Two mails of one transaction join one ticket.');
    claimed.add(ticketId);
  };
}

/** What the mails of one transaction share. */
type Shared = Pick<Incoming, 'house' | 'key' | 'claim'> & { rules: PointerRules };

async function receiveMail(ctx: Ctx, delivered: DeliveredMail, shared: Shared): Promise<Received> {
  const incoming = await lookUp(ctx, delivered, shared);
  const { facts, mail } = incoming;
  if (facts.twin) return noteTwin(ctx, incoming, facts.twin);
  if (isOwnCopy(incoming)) return nothing('ignored', 'A mail of our own came back to us.');
  if (mail.bounce) return takeBounce(ctx, incoming);
  const choice = await choose(ctx, incoming);
  if (choice.ticketId !== null) return landOnTicket(ctx, incoming, choice);
  if (mail.autoReply.is)
    return keepStray(ctx, incoming, {
      outcome: 'auto-reply',
      reason: 'An automatic answer to a mail we do not know; it is kept without a ticket.',
    });
  return openTicket(ctx, incoming, choice.hint);
}

async function lookUp(ctx: Ctx, delivered: DeliveredMail, { rules, ...shared }: Shared): Promise<Incoming> {
  const { mail } = delivered;
  const { house } = shared;
  const pointers = readPointers(mail, rules);
  const sender = senderOf(mail, house.own);
  const facts = await mailFacts(ctx, { contentHash: mail.contentHash, headerId: headerKeyOf(mail), pointers, sender });
  return { ...delivered, ...shared, id: newId(ctx.now.getTime()), pointers, sender, facts, mailboxes: mailboxesOf(delivered, house) };
}

/**
 * Waits for every mail on its way in that one of these is, answers, or shares an answered one with. All in one order, so that no two wait for each other. From
 * here on the plans of the transaction's statements are made once for all mails, not for each anew: everything here goes by a key.
 */
async function lockThreads(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const keys = [...new Set(ids)].sort().map((id) => `mail-thread:${id}`);
  await ctx.db.query(
    `SELECT set_config('plan_cache_mode', 'force_generic_plan', true), count(pg_advisory_xact_lock(hashtextextended(k.id, 0))) FROM unnest($1::text[]) AS k(id)`,
    [keys],
  );
}

function mailboxesOf({ mail, mailbox }: DeliveredMail, house: MailHouse): HouseMailbox[] {
  const named = [...mail.deliveredTo, ...[...mail.to, ...mail.cc, ...mail.bcc].map(({ address }) => address)];
  const addresses = [...(mailbox === null ? [] : [mailbox]), ...named].map(withoutPlus);
  return [...new Set(addresses)].flatMap((address) => house.mailboxes.find((box) => box.address === address) ?? []);
}

/**
 * Our own mail: two of three signs are asked for, its Message-ID, our loop mark, one of our addresses as its sender. A customer who writes into a mail of ours
 * and sends it as a new one keeps the Message-ID or the mark; nothing of that is lost.
 */
function isOwnCopy(incoming: Incoming): boolean {
  const { mail, house, key } = incoming;
  const isFromUs = house.own.has(withoutPlus(mail.from?.address ?? ''));
  const hasMark = mail.loopMark?.trim() === loopMark(key);
  return [hasOwnId(incoming), hasMark, isFromUs].filter(Boolean).length >= 2;
}

function hasOwnId({ mail, facts, key }: Incoming): boolean {
  return facts.isOurs || (mail.messageId !== null && readOwnMessageId(key, mail.messageId) !== null);
}

async function choose(ctx: Ctx, { pointers, facts, sender, house, mail }: Incoming): Promise<Choice> {
  const candidates = candidatesOf(pointers, facts.targets);
  const { personId, companyId, isColleague } = facts;
  const ticketIds = [...new Set(candidates.filter(({ isProof }) => !isProof).map(({ ticketId }) => ticketId))];
  const parties = await partyTickets(ctx, { ticketIds, address: sender.address, personId, companyId, isColleague });
  const style = { prefix: '', width: 5 };
  const choice = chooseTicket(candidates, pointers, {
    isParty: (ticketId) => parties.has(ticketId),
    mayStrangersJoin: house.mayStrangersJoin,
    digits: (counter) => presentNumber(counter, style).number,
  });
  if (choice.ticketId !== null || choice.hint !== null || !facts.isKnownId || mail.messageId === null) return choice;
  return { ...choice, hint: { kind: 'same-id', number: null, ticketId: null } };
}
