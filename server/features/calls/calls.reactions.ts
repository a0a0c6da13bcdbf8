import type { Presence } from '../../../shared/models/agents.js';
import type { PersonMerge } from '../../../shared/models/person-merges.js';
import type { TicketMove } from '../../../shared/models/ticket-moves.js';
import { type Ctx, systemActor, type Transaction } from '../../core/context.js';
import { type Reaction, react } from '../../core/feature.js';
import { readPresence } from '../agents/index.js';
import { directionOfMerge, rowsOfMerge } from '../people/index.js';
import { carriedIds, directionOf } from '../tickets/index.js';
import { setStateTimeout, stateTimeout } from './call-deadlines.js';
import { type CallWork, withCall } from './call-work.js';
import { callerCard } from './card/caller-card.query.js';
import { commandLeg } from './carrier-commands.js';
import { LegEntity } from './leg.entity.js';
import { moveDebts } from './lost/move-debts.command.js';
import { rescindOffersOf } from './rescind-offers.command.js';
import { whoIs } from './who-is.query.js';

/** Runs work of its own transaction after a commit, and can be waited for. */
export type Later = (run: () => Promise<void>) => void;

/**
 * Calls follow what happens to their agents, in a transaction of their own after the commit: presences are locked after calls everywhere, never
 * before. Several such transactions may overtake each other, so each looks at the presence as it is, under the call's lock. Should the process die in
 * between, the offer's own deadline does the same a little later.
 */
export function callsReactions(transaction: Transaction, later: Later): Reaction[] {
  return [
    react('presence.changed', (ctx, presence) => {
      const isLost = presence.reach === 'no-connection';
      const actor = systemActor('presence');
      if (isLost && presence.activity === 'offered') {
        ctx.afterCommit(() => later(() => transaction(actor, (own) => rescindOffersOf(own, presence.id))));
      }
      if (['talking', 'hold'].includes(presence.activity)) ctx.afterCommit(() => later(() => markConsole(transaction, presence)));
      if (presence.activity === 'wrapup') ctx.afterCommit(() => later(() => watchDesk(transaction, presence)));
      return Promise.resolve();
    }),
    react('ticket-move.changed', followMove),
    react('person-merge.changed', followMerge),
  ];
}

/** Calls go along with a ticket that was merged, and back: also the one that is being talked on. */
async function followMove(ctx: Ctx, move: TicketMove): Promise<void> {
  const { to: ticketId } = directionOf(move);
  for (const id of await carriedIds(ctx, move, { table: 'calls' })) {
    await withCall(ctx, id, (work) => {
      work.call.ticketId = ticketId;
      work.moment('ticket.joined', { ticketId });
      return Promise.resolve();
    });
  }
}

/** Calls and debts go along with a person who was merged, and back: also the call that is being talked on, whose card shows the other record from now. */
async function followMerge(ctx: Ctx, merge: PersonMerge): Promise<void> {
  const { to: personId } = directionOfMerge(merge);
  const ids = await rowsOfMerge(ctx, merge, 'calls');
  const who = ids.length > 0 ? await whoIs(ctx, personId) : null;
  for (const id of ids) {
    await withCall(ctx, id, (work) => {
      Object.assign(work.call, { personId, personName: who?.name ?? null });
      return showCard(work);
    });
  }
  for (const id of await unsureAbout(ctx, merge)) await withCall(ctx, id, showCard);
  await moveDebts(ctx, await rowsOfMerge(ctx, merge, 'lost_calls'), personId);
}

/** Calls somebody is on who may be from either of the two. Index: calls_live. */
async function unsureAbout(ctx: Ctx, { fromId, intoId }: PersonMerge): Promise<string[]> {
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT id FROM calls WHERE state <> 'ENDED' AND person_id IS NULL AND candidate_ids && $1::uuid[] ORDER BY id`,
    [[fromId, intoId]],
  );
  return rows.map(({ id }) => id);
}

/** Shows whoever is on the call its card as it is now. */
async function showCard({ ctx, call, afterSave }: CallWork): Promise<void> {
  const { agentId } = call;
  if (call.state === 'ENDED' || agentId === null) return;
  const card = await callerCard(ctx, call, agentId);
  afterSave(() => ctx.publish('call.card-changed', { id: call.id, version: call.version, agentId, card }));
}

/**
 * The console is gone while the voice may still be up: marked, so that supervisors see it and the agent may come back. The carrier is asked at once whether
 * the voice went with it, because its own word of that can be lost.
 */
async function markConsole(transaction: Transaction, { id, callId, reach }: Presence): Promise<void> {
  if (callId === null) return;
  await transaction(systemActor('presence'), (ctx) =>
    withCall(ctx, callId, async (work) => {
      const { call } = work;
      if ((call.state !== 'TALKING' && call.state !== 'HELD') || call.agentId !== id) return;
      if (reach !== 'no-connection' && !call.isConsoleLost) return;
      const isLost = (await readPresence(ctx, id, false))?.reach === 'no-connection';
      if (call.isConsoleLost === isLost) return;
      call.isConsoleLost = isLost;
      const voice = isLost && call.agentLegId !== null ? await ctx.db.getRepository(LegEntity).findOneBy({ id: call.agentLegId }) : null;
      if (voice !== null && voice.endedAt === null) await commandLeg(work, voice, 'fetch');
    }),
  );
}

/** A desk that is open as long as its agent likes is not open for ever: whoever is away this long completes it later. */
const DESK_ALONE_MS = 300_000;

/** Wrap-up without a time of its own gets one while its agent's console is gone, and loses it when the agent is back. */
async function watchDesk(transaction: Transaction, presence: Presence): Promise<void> {
  const { callId } = presence;
  if (callId === null) return;
  await transaction(systemActor('presence'), (ctx) =>
    withCall(ctx, callId, async (work) => {
      const { call } = work;
      if (call.state !== 'WRAPUP' || call.agentId !== presence.id || call.wrapUpEndsAt !== null) return;
      const now = await readPresence(ctx, presence.id, false);
      if (now?.reach === 'no-connection') await setStateTimeout(work, new Date(ctx.now.getTime() + DESK_ALONE_MS));
      else await ctx.cancelDeadline(stateTimeout, call.id);
    }),
  );
}
