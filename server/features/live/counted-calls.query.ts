import type { countedCalls } from '../../../shared/contract/live.js';
import type { CountedCall, LiveNumber } from '../../../shared/models/live.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { isPhone, normalise } from '../../core/phone.js';
import { DAY_START, IS_WAITING, WAITED } from './queue-figures.query.js';

const SHOWN = 200;
const TODAY = `s.entered_at >= ${DAY_START}`;
/** What each number of the board counts: the very conditions of the figures. Who waits, waits whenever they came; what is shown is their last stay. */
const CONDITIONS: Record<LiveNumber, string> = {
  offered: TODAY,
  answered: `${TODAY} AND s.outcome = 'answered'`,
  abandoned: `${TODAY} AND s.outcome = 'abandoned'`,
  'short-abandoned': `${TODAY} AND s.outcome = 'short-abandoned'`,
  'flow-out': `${TODAY} AND s.outcome = 'flow-out'`,
  waiting: `${IS_WAITING} AND c.queue_id = s.queue_id AND s.number = (SELECT max(l.number) FROM queue_stays l WHERE l.call_id = c.id)`,
  'in-time': `${TODAY} AND s.outcome IN ('answered', 'abandoned') AND ${WAITED} <= q.service_level_seconds`,
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

/** Who waits again after losing their agent counts as answered, but is listed as waiting, as long as they do. */
const OF_ANY = { outcome: 's.outcome', waited: WAITED };
const OF_WAITING = { outcome: 'NULL::text', waited: 'extract(epoch FROM $1::timestamptz - s.entered_at)' };

/** The calls behind one number, latest to enter the queue first: `total` equals the number at the same moment. A caller who came twice is listed twice. */
export async function readCountedCalls(ctx: Ctx, input: InputOf<typeof countedCalls>): Promise<{ items: CountedCall[]; total: number }> {
  const { outcome, waited } = input.number === 'waiting' ? OF_WAITING : OF_ANY;
  const rows: Row[] = await ctx.db.query(
    `SELECT c.id, s.entered_at AS arrived_at, CASE WHEN s.outcome = 'answered' THEN s.left_at END AS answered_at, c.ended_at, ${outcome} AS outcome,
       ${waited}::float8 AS wait_seconds, c.from_number, c.person_id, CASE WHEN s.outcome IS DISTINCT FROM 'flow-out' THEN c.agent_id END AS agent_id,
       (count(*) OVER ())::int AS total
     FROM queue_stays s JOIN calls c ON c.id = s.call_id JOIN queues q ON q.id = s.queue_id WHERE s.queue_id = $2 AND ${CONDITIONS[input.number]}
     ORDER BY s.entered_at DESC, c.id DESC LIMIT ${SHOWN}`,
    [ctx.now, input.queueId],
  );
  return { items: rows.map(present), total: rows[0]?.total ?? 0 };
}
