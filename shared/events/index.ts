import type * as z from 'zod/mini';
import { agentEvents } from './agents.js';
import { authEvents } from './auth.js';
import { callEvents } from './calls.js';
import { demoEvents } from './demo.js';
import { fetchingEvents } from './fetching.js';
import { mailEvents } from './mail.js';
import { peopleEvents } from './people.js';
import { queueEvents } from './queues.js';
import { settingsEvents } from './settings.js';
import { slaEvents } from './sla.js';
import { taskEvents } from './tasks.js';
import { telephonyEvents } from './telephony.js';
import { ticketEvents } from './tickets.js';

/** Every durable event: name `noun.past-tense` → payload schema. Payloads are read models or `{ id, version }`. One file per feature, listed here. */
export const events = {
  ...authEvents,
  ...agentEvents,
  ...settingsEvents,
  ...peopleEvents,
  ...ticketEvents,
  ...mailEvents,
  ...fetchingEvents,
  ...slaEvents,
  ...taskEvents,
  ...queueEvents,
  ...callEvents,
  ...demoEvents,
  ...telephonyEvents,
} as const;

/** Name of a durable event. */
export type EventType = keyof typeof events;
/** Payload of a durable event. */
export type EventPayload<T extends EventType> = z.infer<(typeof events)[T]>;
/** What a room that may no longer see a thing is told. */
export interface Gone {
  id: string;
  version: number;
  gone: true;
}
/** One delivered event, as it travels on the socket channel `event`. `seq` orders all events of the installation; `opId` is the idempotency key of the operation that caused it. */
export type EventMessage = {
  [T in EventType]: { seq: number; type: T; at: string; opId: string | null; payload: EventPayload<T> | Gone };
}[EventType];

/** True when the message says that its thing is out of sight (or deleted) for this client. */
export function isGone(payload: unknown): payload is Gone {
  return typeof payload === 'object' && payload !== null && 'gone' in payload && payload.gone === true;
}
