import { displayState } from '../../../shared/domain/presence';
import type { Presence } from '../../../shared/models/agents';
import type { AgentState } from '../../ui/state-glyphs';

/** Beyond these an agent's state is out of the ordinary; seconds. Source: design console.md B.12. */
const HOLD_LIMIT = 60;
const TALK_LIMIT = 900;

export type Attention = 'none' | 'warn' | 'alarm';
/** What the limits depend on: the queue's wrap-up and the pause's plan, seconds; null = no limit. */
export interface Limits {
  wrapUpSeconds: number | null;
  pauseSeconds: number | null;
}

/** The state of the board's glyphs for a presence. */
export function agentState(presence: Presence): AgentState {
  const state = displayState(presence);
  if (state === 'hold') return 'held';
  return state === 'pause' ? 'paused' : state;
}

/** The limit of the present state in seconds; null when it has none. */
export function limitOf(state: AgentState, limits: Limits): number | null {
  if (state === 'held') return HOLD_LIMIT;
  if (state === 'talking') return TALK_LIMIT;
  if (state === 'wrapup') return limits.wrapUpSeconds;
  return state === 'paused' ? limits.pauseSeconds : null;
}

/** How much a supervisor should look: unreachable and long holds alarm, what is beyond its limit warns. `seconds` is the time in the state. */
export function attentionOf(state: AgentState, seconds: number, limits: Limits): Attention {
  if (state === 'unreachable') return 'alarm';
  const limit = limitOf(state, limits);
  if (limit === null || seconds <= limit) return 'none';
  return state === 'held' ? 'alarm' : 'warn';
}

const RANK: Record<Attention, number> = { alarm: 0, warn: 1, none: 2 };
const STATES: readonly AgentState[] = ['unreachable', 'held', 'talking', 'wrapup', 'ringing', 'connecting', 'paused', 'ready', 'off'];

/** Order of the board: attention first, then by state, the longest in it first, then by name so that equals never swap. */
export function byAttention(
  a: { attention: Attention; state: AgentState; since: number; name: string },
  b: { attention: Attention; state: AgentState; since: number; name: string },
): number {
  return (
    RANK[a.attention] - RANK[b.attention] ||
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    a.since - b.since ||
    a.name.localeCompare(b.name)
  );
}
