import twilio from 'twilio';

const { VoiceResponse } = twilio.twiml;
type Response = InstanceType<typeof VoiceResponse>;
type Language = 'de' | 'en';

/** One thing a caller hears. */
export type Prompt = { kind: 'say'; text: string; language: Language } | { kind: 'play'; url: string } | { kind: 'pause'; seconds: number };

/** Waiting music outlives a restart of ours, and five minutes of being down: one document lasts at least this long. */
const DOCUMENT_SECONDS = 600;
/** Music between two rounds of prompts, unless the queue says otherwise. */
const MUSIC_SECONDS = 180;
/** Shortest music file we assume when deciding how often to repeat it. */
const SHORTEST_MUSIC_SECONDS = 15;
/** Hard stop of every room leg, four hours, so that nothing talks for ever. */
const TIME_LIMIT_SECONDS = 14_400;
const LOCALE = { de: 'de-DE', en: 'en-GB' } as const;

function speak(response: { say: Response['say']; play: Response['play']; pause: Response['pause'] }, prompts: readonly Prompt[]): void {
  for (const prompt of prompts) {
    if (prompt.kind === 'say') response.say({ language: LOCALE[prompt.language] }, prompt.text);
    else if (prompt.kind === 'play') response.play(prompt.url);
    else response.pause({ length: prompt.seconds });
  }
}

function build(write: (response: Response) => void): string {
  const response = new VoiceResponse();
  write(response);
  return response.toString();
}

/** What puts a caller into the queue. Addresses are absolute where the document is given inline. */
export interface EnqueuePlan {
  /** Made on demand by the carrier, at most 64 characters. */
  queueName: string;
  waitUrl: string;
  /** Heard first. */
  before?: readonly Prompt[];
  /** Should the carrier's queue let the caller go: this music, then the question at `againUrl` what is next. */
  musicUrl: string;
  musicSeconds: number;
  againUrl: string;
}

/**
 * Puts a caller into the carrier's queue. Without an `action`, on purpose: the carrier then goes on with the next verb when its queue lets the caller go
 * (a wait document that could not be had, a full queue), so that a caller hears music instead of the end of the call while we are away. Who is
 * fetched by REST executes what the request says either way. Source: Twilio, TwiML Enqueue, "If no action is provided".
 */
export function enqueueDocument(plan: EnqueuePlan): string {
  return build((response) => {
    speak(response, plan.before ?? []);
    response.enqueue({ waitUrl: plan.waitUrl, waitUrlMethod: 'POST' }, plan.queueName);
    response.play({ loop: Math.ceil(DOCUMENT_SECONDS / plan.musicSeconds) }, plan.musicUrl);
    // The music may be out of reach as well: silence is better than the end, and reconciliation brings the caller back into the queue.
    response.pause({ length: DOCUMENT_SECONDS });
    response.redirect({ method: 'POST' }, plan.againUrl);
  });
}

/** A room for one call. All legs carry identical status callbacks, because the first one to enter fixes them. */
export interface RoomPlan {
  room: string;
  /** Unique in the room; `customer` or `agent.{id}.{leg}`. */
  label: string;
  role: 'customer' | 'agent';
  actionUrl: string;
  statusUrl: string;
  waitUrl: string;
  timeLimit?: number;
  maxParticipants?: number;
}

/** Puts a leg into its call's room. Only the customer's leaving ends the room, and that never changes during a call (voice.md §0.4). */
export function roomDocument(plan: RoomPlan): string {
  return build((response) => {
    const dial = response.dial({ action: plan.actionUrl, method: 'POST', timeLimit: plan.timeLimit ?? TIME_LIMIT_SECONDS });
    dial.conference(
      {
        participantLabel: plan.label,
        startConferenceOnEnter: true,
        endConferenceOnExit: plan.role === 'customer',
        beep: 'false',
        maxParticipants: plan.maxParticipants ?? 10,
        waitUrl: plan.waitUrl,
        waitMethod: 'POST',
        statusCallback: plan.statusUrl,
        statusCallbackMethod: 'POST',
        statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'announcement'],
      },
      plan.room,
    );
  });
}

/** Says something and ends the call. */
export function sayAndHangUp(prompts: readonly Prompt[]): string {
  return build((response) => {
    speak(response, prompts);
    response.hangup();
  });
}

/** Says something and connects the caller to an outside number; what happens then is decided by `actionUrl`. */
export function forwardDocument(plan: {
  prompts: readonly Prompt[];
  number: string;
  actionUrl: string;
  /** Told that the number answered, and how its leg ended. */
  statusUrl: string;
  callerId?: string;
  timeoutSeconds?: number;
}): string {
  return build((response) => {
    speak(response, plan.prompts);
    const caller = plan.callerId === undefined ? {} : { callerId: plan.callerId };
    response
      .dial({ action: plan.actionUrl, method: 'POST', timeout: plan.timeoutSeconds ?? 30, timeLimit: TIME_LIMIT_SECONDS, ...caller })
      .number(
        { statusCallback: plan.statusUrl, statusCallbackEvent: ['answered', 'completed'], statusCallbackMethod: 'POST' },
        plan.number,
      );
  });
}

/** Ends the call. */
export function hangUpDocument(): string {
  return build((response) => {
    response.hangup();
  });
}

/** Nothing more to do: the call goes on with whatever comes next, or ends. */
export function emptyDocument(): string {
  return build(() => undefined);
}

/** What one waiting document is made of. */
export interface WaitPlan {
  prompts: readonly Prompt[];
  musicUrl: string;
  /** Length of the music file when it is known. */
  musicSeconds?: number;
  /** Music between two rounds of prompts; three minutes unless said otherwise. */
  everySeconds?: number;
}

/** What a waiting caller hears: prompts and music in turn, at least ten minutes of it. The queue asks again at its end. */
export function waitDocument(plan: WaitPlan): string {
  const length = plan.musicSeconds ?? SHORTEST_MUSIC_SECONDS;
  const loop = Math.max(1, Math.ceil((plan.everySeconds ?? MUSIC_SECONDS) / length));
  const rounds = Math.max(1, Math.ceil(DOCUMENT_SECONDS / (loop * length)));
  return build((response) => {
    for (let round = 0; round < rounds; round++) {
      speak(response, plan.prompts);
      response.play({ loop }, plan.musicUrl);
    }
  });
}

/** Music for a room that waits and for hold: it is not asked for again, so it loops until the carrier stops it (0 = for ever). */
export function musicDocument(musicUrl: string): string {
  return build((response) => {
    response.play({ loop: 0 }, musicUrl);
  });
}

/** Tries another document after some seconds of silence. */
export function retryDocument(plan: { seconds: number; url: string }): string {
  return build((response) => {
    response.pause({ length: plan.seconds });
    response.redirect({ method: 'POST' }, plan.url);
  });
}

/** Plays DTMF tones (`0-9*#`, `w` = half a second of silence) to whoever hears the document. */
export function digitsDocument(digits: string): string {
  return build((response) => {
    response.play({ digits });
  });
}

/** Refuses a call that was not answered yet. */
export function rejectDocument(): string {
  return build((response) => {
    response.reject();
  });
}
