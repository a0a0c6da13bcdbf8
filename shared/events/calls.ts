import * as z from 'zod/mini';
import { base, Id } from '../models/base.js';
import { CallerCard } from '../models/caller-card.js';
import { Call, CallDesk, LostCall, Offer, OfferEnd } from '../models/calls.js';

/** Durable events of the calls feature: type → payload schema. */
export const callEvents = {
  /** A call came in and waits. */
  'call.queued': Call,
  /** Anything about a call changed. */
  'call.changed': Call,
  /** It rings at one agent; the whole caller card is in it. */
  'offer.made': Offer,
  /** The ringing is over; every screen of that agent closes its card. */
  'offer.closed': z.object({ ...base, callId: Id, agentId: Id, end: OfferEnd }),
  /** The caller was picked, corrected, or joined to a ticket during the call. */
  'call.card-changed': z.object({ ...base, agentId: Id, card: CallerCard }),
  /** The agent's writing about the call changed. */
  'desk.changed': CallDesk,
  /** A debt to a caller arose, grew or was settled. */
  'lost-call.changed': LostCall,
} as const;
