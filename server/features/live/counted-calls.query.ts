import type { countedCalls } from '../../../shared/contract/live.js';
import type { CountedCall, LiveNumber } from '../../../shared/models/live.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { isPhone, normalise } from '../../core/phone.js';
import { DAY_START, IS_WAITING, WAITED } from './queue-figures.query.js';

const SHOWN = 200;
const TODAY = `c.arrived_at >= ${DAY_START}`;
/** What each number of the board counts: the very conditions of the figures. Who waits, waits whenever they came. */
const CONDITIONS: Record<LiveNumber, string> = {
  offered: TODAY,
  answered: `${TODAY} AND c.outcome = 'answered'`,
  abandoned: `${TODAY} AND c.outcome = 'abandoned'`,
  'short-abandoned': `${TODAY} AND c.outcome = 'short-abandoned'`,
  'flow-out': `${TODAY} AND c.outcome = 'flow-out'`,
  waiting: IS_WAITING,
  'in-time': `${TODAY} AND c.outcome IN ('answered', 'abandoned') AND ${WAITED} <= q.service_level_seconds`,
};

interface Row {
  id: string;
  arrived_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  outcome: CountedCall['outcome'] | null;
  wait_seconds: number;
  from_number: string | null;
  person_id: string | null;
  agent_id: string | null;
  total: number;
}

function present(row: Row): CountedCall {
  const reading = row.from_number === null ? null : normalise(row.from_number, 'DE');
  return {
    callId: row.id,
    arrivedAt: row.arrived_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome ?? 'waiting',
    waitSeconds: row.wait_seconds,
    fromDisplay: reading && isPhone(reading) ? reading.international : row.from_number,
    personId: row.person_id,
    agentId: row.agent_id,
  };
}

/** The calls behind one number, latest arrival first: `total` equals the number at the same moment. */
export async function readCountedCalls(ctx: Ctx, input: InputOf<typeof countedCalls>): Promise<{ items: CountedCall[]; total: number }> {
  const rows: Row[] = await ctx.db.query(
    `SELECT c.id, c.arrived_at, c.answered_at, c.ended_at, CASE WHEN ${IS_WAITING} THEN NULL ELSE c.outcome END AS outcome, ${WAITED}::float8 AS wait_seconds, c.from_number, c.person_id, c.agent_id,
       (count(*) OVER ())::int AS total
     FROM calls c JOIN queues q ON q.id = c.queue_id WHERE c.queue_id = $2 AND ${CONDITIONS[input.number]}
     ORDER BY c.arrived_at DESC, c.id DESC LIMIT ${SHOWN}`,
    [ctx.now, input.queueId],
  );
  return { items: rows.map(present), total: rows[0]?.total ?? 0 };
}
