import type { NumberMatch } from '../../../shared/models/people.js';
import { settingsDefaults } from '../../../shared/models/settings.js';
import type { Prompt } from '../../adapters/telephony/port.js';
import type { Ctx } from '../../core/context.js';
import { readRow } from '../../core/db/rows.js';
import { newId } from '../../core/id.js';
import { isPhone, normalise } from '../../core/phone.js';
import { isWithheld } from '../../core/withheld.js';
import { matchCaller } from '../people/index.js';
import { planFor, planForQueue, type QueuePlan } from '../queues/index.js';
import { getSettings } from '../settings/index.js';
import { type DrawnNumber, drawNumber, giveNumber } from '../tickets/index.js';
import { CallEntity } from './call.entity.js';
import { maxWait } from './call-deadlines.js';
import { advance } from './call-machine.js';
import { type CallWork, workOnNew } from './call-work.js';
import { divertCall } from './divert-call.command.js';
import { insertLeg } from './legs.query.js';
import { refusalOf } from './refusal.query.js';

/** What the carrier says about a call that comes in. */
export interface InboundCall {
  callSid: string;
  from: string;
  to: string;
  forwardedFrom: string | null;
}
/** The same with the caller's number as we read it. */
type KnownInbound = Omit<InboundCall, 'from'> & { from: string | null };
/** The call, and what its caller hears first on the way into the queue. */
export interface ReceivedCall {
  call: CallEntity;
  before: readonly Prompt[];
}

/**
 * A call comes in: the person is looked up by number and never created, a ticket number is drawn, and the queue decides what the caller meets: music,
 * or the path for closed, full or nobody here. A call already known (retry, fallback, adoption) is returned as it is.
 */
export async function receiveCall(ctx: Ctx, inbound: InboundCall): Promise<ReceivedCall> {
  const from = await numberOf(ctx, inbound.from);
  const { known, ...start } = await lookUp(ctx, { ...inbound, from });
  if (known) return { call: known, before: [] };
  const call = newCall(ctx, { ...inbound, from }, start);
  const before = await workOnNew(ctx, call, (work) => placeCall(work, start.plan));
  giveNumber(ctx, start.number.counter, call.id);
  insertLeg(ctx, {
    callId: call.id,
    role: 'customer',
    agentId: null,
    label: 'customer',
    callSid: inbound.callSid,
    status: 'in-progress',
  });
  return { call, before };
}

/** The caller's number, E.164; null when withheld or none. Carriers send E.164: only for what they do not, the settings are read. */
async function numberOf(ctx: Ctx, from: string): Promise<string | null> {
  if (isWithheld(from)) return null;
  const country = from.startsWith('+') ? settingsDefaults.country : (await getSettings(ctx)).country;
  const reading = normalise(from, country);
  return isPhone(reading) ? reading.e164 : null;
}

/** What a new call begins with. */
interface Start {
  plan: QueuePlan;
  found: NumberMatch;
  number: DrawnNumber;
}

/**
 * What a new call has to know, all asked at once: whether it is known, where it goes, who calls (nobody for a withheld number, and for what our own numbers
 * forward), and its number. That of a call already known is a gap in the numbers.
 */
async function lookUp(ctx: Ctx, inbound: KnownInbound): Promise<Start & { known: CallEntity | null }> {
  const { from, forwardedFrom } = inbound;
  const planned = planFor(ctx, inbound.to, [from, forwardedFrom]);
  const ownNumbers = planned.then((plan) => plan.ownNumbers);
  ownNumbers.catch(() => undefined);
  const [known, plan, found, number] = await Promise.all([
    readRow(ctx, CallEntity, 'WHERE t.provider_sid = $1 FOR UPDATE', [inbound.callSid]),
    planned,
    matchCaller(ctx, { from, forwardedFrom, ownNumbers }),
    drawNumber(ctx),
  ]);
  return { known, plan, found, number };
}

function newCall(ctx: Ctx, inbound: KnownInbound, { plan, found, number }: Start): CallEntity {
  const id = newId(ctx.now.getTime());
  const sure = found.match === 'sure' ? found.candidates[0] : undefined;
  return Object.assign(new CallEntity(), FRESH, {
    id,
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    providerSid: inbound.callSid,
    state: 'NEW' as const,
    stateSince: ctx.now,
    queueId: plan.queue?.id ?? null,
    fromNumber: inbound.from !== null && plan.ownNumbers.includes(inbound.from) ? null : inbound.from,
    toNumber: inbound.to,
    match: found.match,
    candidateIds: found.candidates.map((candidate) => candidate.personId),
    personId: sure?.personId ?? null,
    personName: sure?.name ?? null,
    companyId: sure?.companyId ?? found.company?.id ?? null,
    companyName: sure?.companyName ?? found.company?.name ?? null,
    ticketNumber: number.counter,
    ticketText: number.numberText,
    priority: plan.queue?.priority ?? 0,
    arrivedAt: ctx.now,
    isDemo: plan.queue?.isDemo ?? false,
  });
}

const FRESH = {
  ticketId: null,
  agentId: null,
  agentLegId: null,
  isFront: false,
  visit: 1,
  queueSid: null,
  conferenceSid: null,
  queuedAt: null,
  answeredAt: null,
  divertedAt: null,
  heldSince: null,
  leftAt: null,
  endedAt: null,
  outcome: null,
  endReason: null,
  isMuted: false,
  isHoldWanted: false,
  isConsoleLost: false,
  wrapUpEndsAt: null,
  wrapUpExtensionsLeft: 10,
  typingExtensionMs: 0,
  rejoinNonce: null,
} as const;

/** Into the queue, or another way. Returns what the caller hears before the music. */
async function placeCall(work: CallWork, plan: QueuePlan): Promise<readonly Prompt[]> {
  if (plan.queue) work.stays.enter(plan.queue.id, work.ctx.now);
  const reason = await refusalOf(work.ctx, plan);
  const diversion = reason === null ? null : await divertCall(work, reason);
  if (diversion?.kind === 'leaves') return diversion.prompts;
  await enterQueue(work, plan);
  const spoken = plan.queue?.readOutNumber ? [numberPrompt(work.call.ticketText, plan.language)] : [];
  return [...(diversion === null ? plan.greeting : diversion.prompts), ...spoken];
}

/** The call waits, with the time after which it is led elsewhere. */
async function enterQueue(work: CallWork, plan: QueuePlan): Promise<void> {
  const { ctx, call } = work;
  await advance(work, 'queue.entered');
  const queue =
    call.queueId === plan.queue?.id || call.queueId === null ? plan.queue : ((await planForQueue(ctx, call.queueId))?.queue ?? null);
  if (!queue?.maxWaitSeconds) return;
  await ctx.deadline(maxWait, call.id, new Date(ctx.now.getTime() + queue.maxWaitSeconds * 1000), { callId: call.id });
}

const NUMBER_WORDS = { de: 'Ihre Vorgangsnummer ist', en: 'Your ticket number is' } as const;
function numberPrompt(spoken: string, language: 'de' | 'en'): Prompt {
  return { kind: 'say', text: `${NUMBER_WORDS[language]} ${spoken.replace(/\D/g, '').split('').join(' ')}.`, language };
}
