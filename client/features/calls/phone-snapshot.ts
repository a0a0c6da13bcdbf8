import type { Presence } from '../../../shared/models/agents';
import type { Call, Offer } from '../../../shared/models/calls';
import type { PhonePartner, PhoneSnapshot } from '../../ui/domain/phone';

/** What the snapshot is made of. Instants ms since 1970 by the server. */
export interface PhoneFacts {
  presence: Presence | null;
  offer: Offer | null;
  call: Call | null;
  queueName: (id: string | null) => string;
  queues: readonly { name: string; waiting: number; longestSince: number | null }[];
  pauseReason: { label: string; limitMinutes: number | null } | null;
  /** What comes after wrap-up, in a word. */
  next: string;
  audioLostSince: number | null;
  /** Wrap-up stands still because somebody types. */
  isTyping: boolean;
}

const ms = (instant: string | null | undefined) => (instant ? Date.parse(instant) : 0);
const partnerOf = (call: Call): PhonePartner => ({ name: call.personName, company: call.companyName, number: call.from?.display ?? null });

/** The phone bar's state from presence, offer and call; the call decides, then the ringing, then what the agent wants. */
export function phoneSnapshot(facts: PhoneFacts): PhoneSnapshot {
  const { presence, offer, call } = facts;
  if (call && call.state !== 'WRAPUP') return inCall(call, facts);
  if (offer) {
    const { queue, waitedMs, madeAt, ringUntil } = offer;
    return { state: 'ringing', partner: partnerOf(offer.call), queue: queue.name, waitedMs, from: ms(madeAt), until: ms(ringUntil) };
  }
  if (call) return wrapUp(call, facts);
  if (!presence || presence.intent === 'off') return { state: 'off', since: presence ? ms(presence.since) : null };
  if (presence.reach !== 'ok') return { state: 'unreachable', reason: presence.reach, since: ms(presence.since) };
  if (presence.intent === 'pause')
    return {
      state: 'paused',
      reason: facts.pauseReason?.label ?? '',
      since: ms(presence.intentSince),
      limitMinutes: facts.pauseReason?.limitMinutes ?? null,
    };
  return { state: 'ready', since: ms(presence.since), queues: facts.queues };
}

function inCall(call: Call, facts: PhoneFacts): PhoneSnapshot {
  const partner = partnerOf(call);
  const since = ms(call.stateSince);
  const queue = facts.queueName(call.queueId);
  if (call.state === 'HELD')
    return { state: 'held', partner, queue, since: ms(call.heldSince ?? call.stateSince), talkingSince: ms(call.answeredAt) };
  if (call.state === 'TALKING' || call.state === 'AGENT_LOST') {
    const lost = call.state === 'AGENT_LOST' ? since : facts.audioLostSince;
    return {
      state: 'talking',
      partner,
      queue,
      since: ms(call.answeredAt ?? call.stateSince),
      isMuted: call.isMuted,
      recording: 'off',
      listeners: [],
      audioLostSince: lost,
      ticket: call.ticketNumber,
    };
  }
  return { state: 'connecting', partner, queue, since };
}

function wrapUp(call: Call, facts: PhoneFacts): PhoneSnapshot {
  const first = facts.queues[0];
  return {
    state: 'wrapup',
    partner: partnerOf(call),
    queue: facts.queueName(call.queueId),
    talkSeconds: Math.max(0, Math.round((ms(call.leftAt ?? call.stateSince) - ms(call.answeredAt ?? call.stateSince)) / 1000)),
    from: ms(call.stateSince),
    until: call.wrapUpEndsAt ? ms(call.wrapUpEndsAt) : null,
    extensionsLeft: call.wrapUpExtensionsLeft,
    isPausedByTyping: facts.isTyping,
    next: facts.next,
    waiting: facts.queues.reduce((sum, queue) => sum + queue.waiting, 0),
    longestSince: first?.longestSince ?? null,
  };
}
