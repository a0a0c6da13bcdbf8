/** What an agent or a call is doing; each has a shape, a colour role and a word. */
export type AgentState = 'ready' | 'ringing' | 'connecting' | 'talking' | 'held' | 'wrapup' | 'paused' | 'off' | 'unreachable';

/** Where a ticket stands; each has a shape and a word, none a colour. */
export type TicketState = 'new' | 'open' | 'waiting-customer' | 'waiting-internal' | 'planned' | 'solved' | 'closed';

/** The colour role a state is written in. */
export type Tone = 'ink' | 'ring' | 'live' | 'hold' | 'wrap' | 'idle' | 'danger' | 'accent' | 'on-ring';

export const AGENT_TONE: Record<AgentState, Tone> = {
  ready: 'ink',
  ringing: 'ring',
  connecting: 'ring',
  talking: 'live',
  held: 'hold',
  wrapup: 'wrap',
  paused: 'idle',
  off: 'idle',
  unreachable: 'danger',
};
