import * as z from 'zod/mini';
import { Presence, PresenceTimes } from '../models/agents.js';
import { Id } from '../models/base.js';
import { defineOperation } from '../operation.js';

/** My presence; made as "off" when there is none yet. */
export const myPresence = defineOperation({
  id: 'me.presence',
  method: 'GET',
  path: '/me/presence',
  summary: 'My presence',
  output: Presence,
});
/** I take calls from now on; also clears a missed call. During a call it applies when I am free again. */
export const goReady = defineOperation({
  id: 'me.ready',
  method: 'POST',
  path: '/me/ready',
  summary: 'Be ready for calls',
  output: Presence,
  scope: 'none',
});
/** I pause; chosen in a call it applies when I am free again. */
export const goOnPause = defineOperation({
  id: 'me.pause',
  method: 'POST',
  path: '/me/pause',
  summary: 'Pause',
  scope: 'none',
  body: z.object({ reasonId: z.nullable(Id) }),
  output: Presence,
  errors: ['NOT_FOUND'],
});
/** I take no calls at all; in a call it applies when I am free again. */
export const goOff = defineOperation({
  id: 'me.off',
  method: 'POST',
  path: '/me/off',
  summary: 'Take no more calls',
  output: Presence,
  scope: 'none',
});
/**
 * The leading tab says that it can ring and carry audio (or no longer can). Sent after each connect of its socket and whenever the device
 * comes or goes; only then is the agent reachable. The tab that says so becomes the leader.
 */
export const soundReady = defineOperation({
  id: 'me.sound-ready',
  method: 'POST',
  path: '/me/sound-ready',
  summary: 'My phone works in this tab',
  scope: 'none',
  body: z.object({ tabId: z.string().check(z.minLength(1), z.maxLength(64)), isReady: z.boolean() }),
  output: Presence,
});
/** Presence of the agents I may see: my teams' and my queues'; supervisors: their teams'; admins: all. */
export const listPresences = defineOperation({
  id: 'agents.list',
  method: 'GET',
  path: '/agents',
  summary: 'Agents and what they do now',
  output: z.object({ items: z.array(Presence) }),
});
/** Seconds per state of one agent on one day (`YYYY-MM-DD`, the installation's zone), computed from the log. */
export const presenceTimes = defineOperation({
  id: 'agents.times',
  method: 'GET',
  path: '/agents/:accountId/times',
  summary: 'What an agent’s day was made of',
  params: z.object({ accountId: Id }),
  query: z.object({ day: z.iso.date() }),
  output: PresenceTimes,
  errors: ['NOT_FOUND'],
});
