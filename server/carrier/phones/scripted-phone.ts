import type { Timer } from '../clock/clock.js';
import { type Call, isOver } from '../model/call.js';
import type { Network } from '../network.js';
import { endCall } from '../runtime/call-lifecycle.js';
import { pressDigits, speak } from '../runtime/far-end.js';
import type { CallerScript, Party } from './party.js';

/** A person needs a moment to press a key after a prompt began. */
const REACTION_MS = 500;

/** A telephone with a person who follows a script: patience, talk, keys, sentences. */
export class ScriptedPhone implements Party {
  readonly kind = 'phone';
  #patience: Timer | undefined;
  #talked = false;
  readonly #answers: string[];

  constructor(
    readonly net: Network,
    readonly script: CallerScript,
  ) {
    this.#answers = (script.dtmf ?? []).filter((item) => typeof item === 'string');
  }

  /** The person starts to wait: call once, when the leg begins (inbound) or is answered (outbound). */
  begin(call: Call): void {
    this.#wait(call);
    if (this.script.hangupAfterMs !== undefined) this.later(call, this.script.hangupAfterMs, () => this.#hangUp(call));
  }

  alert(_call: Call): void {}
  hear(): void {}

  answered(call: Call): void {
    for (const item of this.script.dtmf ?? []) {
      if (typeof item !== 'string') this.later(call, item.afterMs, () => pressDigits(this.net, call, item.digits));
    }
  }

  prompted(call: Call): void {
    const digits = this.#answers.shift();
    if (digits !== undefined) this.later(call, REACTION_MS, () => pressDigits(this.net, call, digits));
  }

  talking(call: Call, isTalking: boolean): void {
    if (isOver(call)) return;
    this.#patience?.cancel();
    if (!isTalking) this.#wait(call);
    else if (!this.#talked) this.#firstTalk(call);
  }

  #firstTalk(call: Call): void {
    this.#talked = true;
    for (const line of this.script.says ?? []) this.later(call, line.afterMs, () => speak(this.net, call, line.text));
    if (this.script.talkMs !== undefined) this.later(call, this.script.talkMs, () => this.#hangUp(call));
  }

  ended(_call: Call): void {
    this.#patience?.cancel();
  }

  /** Runs `act` after `ms`, unless the leg is over by then. */
  protected later(call: Call, ms: number, act: () => void): void {
    const timer = this.net.clock.after(ms, act);
    call.onEnd.push(() => timer.cancel());
  }

  #wait(call: Call): void {
    this.#patience?.cancel();
    if (this.script.patienceMs !== undefined) this.#patience = this.net.clock.after(this.script.patienceMs, () => this.#hangUp(call));
  }

  #hangUp(call: Call): void {
    endCall(this.net, call, { status: call.direction === 'inbound' ? 'no-answer' : 'completed' });
  }
}
