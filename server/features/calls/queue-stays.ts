import { type CallOutcome, callOutcome, SHORT_ABANDON_SECONDS } from '../../../shared/domain/call-outcome.js';
import type { Ctx } from '../../core/context.js';

/** How a stay in a queue is over. A hang-up becomes `short-abandoned` by the time spent in that queue. */
type StayEnd = Exclude<CallOutcome, 'short-abandoned'>;

interface Stay {
  queueId: string;
  enteredAt: Date;
  leftAt: Date | null;
  outcome: CallOutcome | null;
}

/**
 * What one piece of work under a call's lock does to its stays in queues: noted as it happens, written when the work is done. Of each queue a call is
 * offered to exactly one outcome is counted, the first; source: design rules.md §1.1, docs/adr/0009-a-stay-in-each-queue.md.
 */
export class QueueStays {
  readonly #entered: Stay[] = [];
  #left: { how: StayEnd; at: Date } | null = null;

  /** The call is offered to a queue. It has left the one before. */
  enter(queueId: string, at: Date): void {
    this.#entered.push({ queueId, enteredAt: at, leftAt: null, outcome: null });
  }

  /** The call's stay in its present queue is decided. Once it is, later words change nothing. */
  leave(how: StayEnd, at: Date): void {
    const last = this.#entered.at(-1);
    if (last === undefined) this.#left ??= { how, at };
    else if (last.outcome === null) decide(last, how, at);
  }

  /** Writes what was noted, at most one statement for the stay before this work and one for those it began. Nobody waits for them. */
  save(ctx: Ctx, callId: string): void {
    if (this.#left !== null) ctx.write(LEAVE, [callId, this.#left.at, this.#left.how, SHORT_ABANDON_SECONDS]);
    if (this.#entered.length > 0) ctx.write(ENTER, [callId, JSON.stringify(this.#entered)]);
  }
}

function decide(stay: Stay, how: StayEnd, at: Date): void {
  stay.leftAt = new Date(Math.max(at.getTime(), stay.enteredAt.getTime()));
  const times = { queuedAt: stay.enteredAt.getTime(), answeredAt: null, divertedAt: null, leftAt: stay.leftAt.getTime() };
  stay.outcome = how === 'abandoned' ? callOutcome(times) : how;
}

/** Index: queue_stays_one_open. The clocks of carrier and house may differ: nobody leaves before they came. */
const LEAVE = `UPDATE queue_stays SET left_at = greatest(entered_at, $2::timestamptz),
    outcome = CASE WHEN $3 = 'abandoned' AND $2::timestamptz < entered_at + make_interval(secs => $4) THEN 'short-abandoned' ELSE $3 END
  WHERE call_id = $1 AND outcome IS NULL`;

const ENTER = `INSERT INTO queue_stays (call_id, number, queue_id, entered_at, left_at, outcome)
  SELECT $1, (SELECT coalesce(max(number), 0) FROM queue_stays WHERE call_id = $1) + e.n, (e.stay->>'queueId')::uuid, (e.stay->>'enteredAt')::timestamptz,
    (e.stay->>'leftAt')::timestamptz, e.stay->>'outcome'
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS e(stay, n)`;
