import type { Addresses } from '../../../adapters/telephony/port.js';
import type { CallEntity } from '../call.entity.js';

type Which = Pick<CallEntity, 'id' | 'visit'>;
const about = (call: Which) => `i=${call.id}&v=${call.visit}`;

/** The room of a call's visit: no personal data in it (voice.md §1.1), and no room is used twice. */
export function roomName(call: Which): string {
  return `ix_${call.id.replaceAll('-', '')}_${call.visit}`;
}
/** The call and visit behind a room's name; null for a room that is none of ours. */
export function callOfRoom(name: string): { id: string; visit: number } | null {
  const parts = /^ix_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_(\d+)$/.exec(name);
  return parts === null ? null : { id: parts.slice(1, 6).join('-'), visit: Number(parts[6]) };
}
/** Begins the names of our queues at the carrier; an account may hold others. */
export const CARRIER_QUEUE_PREFIX = 'q_';
/** The carrier's queue in which the calls of one of our queues wait. */
export function carrierQueueName(queueId: string | null): string {
  return `${CARRIER_QUEUE_PREFIX}${(queueId ?? 'none').replaceAll('-', '')}`;
}

/** Addresses of our documents and callbacks for one call. `v` tells an early visit's late request from today's. */
export function urlsOf(addresses: Addresses, call: Which) {
  return {
    wait: addresses.twimlUrl(`/twilio/voice/wait?${about(call)}`),
    join: addresses.twimlUrl(`/twilio/voice/join?${about(call)}`),
    requeue: addresses.twimlUrl(`/twilio/voice/requeue?${about(call)}`),
    /** The same, for a command that has something to say first. */
    requeueBy: (commandId: string) => addresses.twimlUrl(`/twilio/voice/requeue?${about(call)}&c=${commandId}`),
    left: (role: 'customer' | 'agent' | 'forward') => addresses.twimlUrl(`/twilio/voice/left?${about(call)}&role=${role}`),
    /** How it goes with the number a caller is forwarded to. */
    forwarded: addresses.callbackUrl(`/twilio/cb/call?${about(call)}`),
    conference: addresses.callbackUrl(`/twilio/cb/conference?${about(call)}`),
    connectMusic: addresses.twimlUrl(`/twilio/voice/connect-music?${about(call)}`),
    digits: (digits: string) => addresses.twimlUrl(`/twilio/voice/digits?d=${encodeURIComponent(digits)}`),
  };
}
