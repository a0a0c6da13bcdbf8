import { hangUpDocument, type Prompt, type TelephonyPort } from '../../../adapters/telephony/port.js';
import type { Ctx } from '../../../core/context.js';
import type { WebhookRequest } from '../../../core/http/webhook.js';
import { CallEntity } from '../call.entity.js';
import { advance } from '../call-machine.js';
import { type CallWork, withCall } from '../call-work.js';
import { CarrierCommandEntity } from '../carrier-command.entity.js';
import { noteForwarded } from '../lost/note-forwarded.command.js';
import { type InboundCall, receiveCall } from '../receive-call.command.js';
import { documentFor, promptsFrom } from './document-for.js';
import { callIdOf, UUID } from './inbox.js';

/** DialCallStatus of a number that was spoken with. */
const ANSWERED = ['completed', 'answered'];

interface Answer {
  xml: string;
  callId?: string;
}
/** CallStatus values after which no document reaches the caller any more. */
const OVER = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

/** The call as the carrier names it in any of its requests. */
export function inboundOf(request: WebhookRequest): InboundCall {
  const { CallSid = '', From = '', To = '', ForwardedFrom } = request.params;
  return { callSid: CallSid, from: From, to: To, forwardedFrom: ForwardedFrom ?? null };
}

/** A new call (or the same one again, by a retry or the fallback address). */
export async function answerInbound(ctx: Ctx, telephony: TelephonyPort, request: WebhookRequest): Promise<Answer> {
  const inbound = inboundOf(request);
  // An agent's device that came here by a fallback address is nobody's caller.
  if (inbound.from.startsWith('client:')) return { xml: hangUpDocument() };
  const { call, before } = await receiveCall(ctx, inbound);
  return { xml: await documentFor(ctx, telephony, call, before), callId: call.id };
}

/** The caller's leg comes out of a verb with facts about it (`facts`, which move the call first) and asks what is next: the document of the call's state. */
export async function answerCaller(
  ctx: Ctx,
  telephony: TelephonyPort,
  request: WebhookRequest,
  facts: (work: CallWork) => Promise<void>,
): Promise<Answer> {
  const callId = callIdOf(request);
  if (callId === null) return answerInbound(ctx, telephony, request);
  const call: CallEntity = await withCall(ctx, callId, async (work) => {
    await facts(work);
    return work.call;
  });
  if (call.providerSid !== request.params.CallSid) return { xml: hangUpDocument(), callId };
  return { xml: await documentFor(ctx, telephony, call), callId };
}

/**
 * The caller's leg asks what it should be doing now. A read, never stored and never replayed: the same address is asked again and again while a caller
 * waits, and an answer of earlier would send a caller who is being served back to the music.
 */
export async function documentNow(ctx: Ctx, telephony: TelephonyPort, request: WebhookRequest): Promise<string> {
  const callId = callIdOf(request);
  const call = callId === null ? null : await ctx.db.getRepository(CallEntity).findOneBy({ id: callId });
  if (call === null) return (await answerInbound(ctx, telephony, request)).xml;
  if (call.providerSid !== request.params.CallSid) return hangUpDocument();
  return documentFor(ctx, telephony, call, await saidFirst(ctx, call.id, request.query.c));
}

async function saidFirst(ctx: Ctx, callId: string, commandId: string | undefined): Promise<Prompt[]> {
  if (commandId === undefined || !UUID.test(commandId)) return [];
  const command = await ctx.db.getRepository(CarrierCommandEntity).findOneBy({ id: commandId, callId, kind: 'redirect' });
  return promptsFrom(command?.argument ?? null);
}

/**
 * The caller's leg came out of the room, or out of a forwarded call. When it is still up although the call was not over, nobody is with the caller any
 * more: back to the front of the queue.
 */
export async function leftDial(work: CallWork, request: WebhookRequest): Promise<void> {
  const { call } = work;
  if (request.query.role === 'forward') {
    if (ANSWERED.includes(request.params.DialCallStatus ?? '')) await noteForwarded(work);
    await advance(work, OVER.includes(request.params.CallStatus ?? '') ? 'caller.left' : 'diversion.finished');
    return;
  }
  if (Number(request.query.v ?? 0) !== call.visit) return;
  if (OVER.includes(request.params.CallStatus ?? '')) {
    // Only a leg that was sent into the room comes out of it: under load this request overtakes the callback of their coming.
    if (call.state === 'BRIDGING' && request.params.DialCallStatus === 'answered') await advance(work, 'caller.joined');
    await advance(work, 'caller.left');
    return;
  }
  if (call.state === 'BRIDGING') await advance(work, 'bridge.timed-out');
  if (call.state === 'TALKING' || call.state === 'HELD') await advance(work, 'agent.left');
  if (call.state === 'AGENT_LOST') await advance(work, 'rejoin.timed-out');
}
