/** What the agent chose; a pause has a reason beside it. */
export type Intent = 'ready' | 'pause' | 'off';

/** What the agent's calls make of them; nobody chooses it. */
export const ACTIVITIES = ['free', 'offered', 'connecting', 'talking', 'hold', 'wrapup'] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Whether an offer would get through: `missed-call` (rang out, waits for the agent's key), `no-connection` (no live socket), `no-device` (no sound). */
export const REACHES = ['ok', 'missed-call', 'no-connection', 'no-device'] as const;
export type Reach = (typeof REACHES)[number];

/** The three independent axes of an agent's presence; the presence model of the wire fits. Source: design voice.md §7.2. */
export interface Presence {
  readonly intent: Intent;
  readonly activity: Activity;
  readonly reach: Reach;
}

/** What a board or the phone bar shows, one word; the glyphs are those of the design's state list. */
export type DisplayState = 'ready' | 'ringing' | 'connecting' | 'talking' | 'hold' | 'wrapup' | 'pause' | 'off' | 'unreachable';

const IN_CALL: Record<Exclude<Activity, 'free'>, DisplayState> = {
  offered: 'ringing',
  connecting: 'connecting',
  talking: 'talking',
  hold: 'hold',
  wrapup: 'wrapup',
};

/** True when a call may be offered: ready, free and reachable. A pause chosen during a call keeps the next call away from its first moment on. */
export function isRoutable(presence: Presence): boolean {
  return presence.intent === 'ready' && presence.activity === 'free' && presence.reach === 'ok';
}

/**
 * The one state to show. What the agent does comes first, so a pause chosen in a call shows when the activity is free again; signed-off and paused
 * agents are not called unreachable, because nobody wants to reach them.
 */
export function displayState(presence: Presence): DisplayState {
  if (presence.activity !== 'free') return IN_CALL[presence.activity];
  if (presence.intent !== 'ready') return presence.intent;
  return presence.reach === 'ok' ? 'ready' : 'unreachable';
}

/** The pause or sign-off that was chosen in a call and will apply when it is over, for the phone bar's „then: pause"; null when none is waiting. */
export function intentAfterCall(presence: Presence): Exclude<Intent, 'ready'> | null {
  return presence.activity !== 'free' && presence.intent !== 'ready' ? presence.intent : null;
}

/** Which reach wins when several things are wrong: without a connection the device cannot be judged, without sound a key brings nothing back. */
export function reachOf(facts: { isConnected: boolean; hasDevice: boolean; hasMissedCall: boolean }): Reach {
  if (!facts.isConnected) return 'no-connection';
  if (!facts.hasDevice) return 'no-device';
  return facts.hasMissedCall ? 'missed-call' : 'ok';
}
