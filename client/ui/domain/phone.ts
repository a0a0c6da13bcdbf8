/** Who is on the other end, as far as it is known; `name` is null for an unknown or withheld number. */
export interface PhonePartner {
  name: string | null;
  company: string | null;
  number: string | null;
}

/** Whether a voice is being recorded. */
export type RecordingState = 'off' | 'ask' | 'on' | 'paused';

/** Everything the phone bar can be. Instants are ms since 1970 by the server's clock. */
export type PhoneSnapshot =
  | { state: 'off'; since: number | null }
  | { state: 'ready'; since: number; queues: readonly { name: string; waiting: number; longestSince: number | null }[] }
  | { state: 'ringing'; partner: PhonePartner; queue: string; waitedMs: number; path?: readonly string[]; from: number; until: number }
  | { state: 'connecting'; partner: PhonePartner; queue: string; since: number }
  | { state: 'dialling'; partner: PhonePartner; since: number; shownNumber: string; attempt?: { n: number; max: number } }
  | {
      state: 'talking';
      partner: PhonePartner;
      /** Which line it came in on: what to say for, through the whole call. */
      queue: string;
      since: number;
      isMuted: boolean;
      recording: RecordingState;
      listeners: readonly string[];
      audioLostSince: number | null;
      ticket: string | null;
    }
  | { state: 'held'; partner: PhonePartner; queue: string; since: number; talkingSince: number }
  | { state: 'consulting'; partner: PhonePartner; note: string; since: number; held: PhonePartner; heldSince: number }
  | { state: 'conference'; voices: readonly string[]; since: number; isMuted: boolean }
  | {
      state: 'wrapup';
      partner: PhonePartner;
      queue: string;
      talkSeconds: number;
      from: number;
      until: number | null;
      extensionsLeft: number;
      isPausedByTyping: boolean;
      next: string;
      waiting: number;
      longestSince: number | null;
    }
  | { state: 'paused'; reason: string; since: number; limitMinutes: number | null }
  | { state: 'unreachable'; reason: 'missed-call' | 'no-connection' | 'no-device'; since: number };

/** What the agent can press in the bar. */
export type PhoneAction =
  | 'ready'
  | 'pause'
  | 'palette'
  | 'answer'
  | 'decline'
  | 'hold'
  | 'resume'
  | 'mute'
  | 'unmute'
  | 'keypad'
  | 'hangup'
  | 'connect'
  | 'back'
  | 'extend'
  | 'finish'
  | 'retry';

/** The health of the connection to the server. */
export interface LinkState {
  state: 'live' | 'slow' | 'reconnecting' | 'offline';
  /** When data was last true, ms since 1970. */
  since: number;
  pending: number;
}
