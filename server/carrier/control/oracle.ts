import type { Clock, Timer } from '../clock/clock.js';
import { type Call, isClientLeg, isOver } from '../model/call.js';
import type { Conference } from '../model/conference.js';
import type { Trace } from '../trace.js';

/** Something that must never happen, and did. */
export interface Violation {
  at: number;
  rule: 'customer-alone' | 'agent-in-two-rooms' | 'dequeued-and-lost';
  callSid: string;
  text: string;
}

/** How long the oracle is patient, in milliseconds. */
export interface OracleLimits {
  customerAloneMs: number;
  dequeuedMs: number;
}

/** The limits used unless told otherwise: an agent may be lost for twenty seconds, and a join takes a few. */
export const defaultOracleLimits: OracleLimits = { customerAloneMs: 30_000, dequeuedMs: 15_000 };

/**
 * Watches, independently of any application, what a caller must never live through. It knows legs, rooms and queues only, so it
 * judges every application alike. Violations are kept until cleared.
 */
export class Oracle {
  readonly violations: Violation[] = [];
  readonly #alone = new Map<string, Timer>();
  readonly #dequeued = new Map<string, Timer>();
  readonly #rooms = new Map<string, Set<string>>();

  constructor(
    readonly clock: Clock,
    readonly trace: Trace,
    readonly limits: OracleLimits,
  ) {}

  /** Somebody came into a room, left it, or it ended. */
  roomChanged(conference: Conference): void {
    const inside = [...conference.participants.values()].filter((participant) => participant.joined);
    const live = conference.status !== 'completed';
    for (const { call } of inside) {
      if (isClientLeg(call)) this.#inRoom(call, conference);
      else if (live && inside.length === 1) this.#watchAlone(call, conference);
      else this.#stop(this.#alone, call);
    }
    this.#leftRoom(conference);
  }

  /** A leg is out of its room: whatever becomes of it, it is not alone there any more. */
  left(call: Call): void {
    this.#stop(this.#alone, call);
  }

  /** A caller was taken out of a queue by REST and must now arrive somewhere. */
  dequeued(call: Call): void {
    this.#watch(this.#dequeued, call, {
      ms: this.limits.dequeuedMs,
      rule: 'dequeued-and-lost',
      text: 'left its queue and arrived nowhere',
    });
  }

  /** A leg arrived: in a room, a queue or a bridge. */
  settled(call: Call): void {
    this.#stop(this.#dequeued, call);
  }

  /** A leg is over. */
  ended(call: Call): void {
    this.#stop(this.#dequeued, call);
    this.#stop(this.#alone, call);
  }

  /** Forgets what was seen; what goes on is still watched. */
  clear(): void {
    this.violations.length = 0;
  }

  #watchAlone(call: Call, conference: Conference): void {
    if (this.#alone.has(call.sid)) return;
    this.#watch(this.#alone, call, { ms: this.limits.customerAloneMs, rule: 'customer-alone', text: `alone in room ${conference.name}` });
  }

  #watch(timers: Map<string, Timer>, call: Call, what: { ms: number; rule: Violation['rule']; text: string }): void {
    timers.get(call.sid)?.cancel();
    const timer = this.clock.after(what.ms, () => {
      timers.delete(call.sid);
      if (!isOver(call)) this.#violated(what.rule, call, what.text);
    });
    timers.set(call.sid, timer);
  }

  #stop(timers: Map<string, Timer>, call: Call): void {
    timers.get(call.sid)?.cancel();
    timers.delete(call.sid);
  }

  #inRoom(call: Call, conference: Conference): void {
    const who = clientOf(call);
    const rooms = this.#rooms.get(who) ?? new Set();
    if (rooms.has(conference.sid)) return;
    rooms.add(conference.sid);
    this.#rooms.set(who, rooms);
    if (rooms.size > 1) this.#violated('agent-in-two-rooms', call, `${who} is also in ${conference.name}`);
  }

  #leftRoom(conference: Conference): void {
    const here = new Set(
      [...conference.participants.values()].filter((participant) => participant.joined).map(({ call }) => clientOf(call)),
    );
    for (const [identity, rooms] of this.#rooms) if (!here.has(identity)) rooms.delete(conference.sid);
  }

  #violated(rule: Violation['rule'], call: Call, text: string): void {
    this.violations.push({ at: this.clock.now(), rule, callSid: call.sid, text });
    this.trace.add('violation', call.sid, { rule, text });
  }
}

/** The `client:` address at the far end of a leg, whoever called whom. */
function clientOf(call: Call): string {
  return call.direction === 'inbound' ? call.from : call.to;
}
