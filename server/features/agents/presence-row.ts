import type { Activity, Intent, Reach } from '../../../shared/models/agents.js';
import type { Ctx } from '../../core/context.js';
import { askRoomsAhead } from './agents.audience.js';

/** A row of `presences` as commands work on it; `callsToday` is 0 when the count is of an earlier day. */
export interface PresenceRow {
  accountId: string;
  version: number;
  fence: number;
  intent: Intent;
  intentSince: Date;
  pauseReasonId: string | null;
  activity: Activity;
  callId: string | null;
  queueId: string | null;
  isConnected: boolean;
  hasDevice: boolean;
  hasMissedCall: boolean;
  reach: Reach;
  isRoutable: boolean;
  idleSince: Date;
  since: Date;
  leaderTabId: string | null;
  callsToday: number;
  /** `YYYY-MM-DD` in the installation's zone. */
  today: string;
}

/** The day of `$1` in the installation's zone, as SQL. */
const TODAY = `to_char($1::timestamptz AT TIME ZONE coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'timeZone'), 'Europe/Berlin'), 'YYYY-MM-DD')`;

/** Columns of `PresenceRow` of the alias `p`, with a `t.today` joined. `$1` is the present instant. */
export const PRESENCE_COLUMNS = `p.account_id AS "accountId", p.version, p.fence, p.intent, p.intent_since AS "intentSince", p.pause_reason_id AS "pauseReasonId", p.activity,
  p.call_id AS "callId", p.queue_id AS "queueId", p.is_connected AS "isConnected", p.has_device AS "hasDevice", p.has_missed_call AS "hasMissedCall", p.reach,
  p.is_routable AS "isRoutable", p.idle_since AS "idleSince", p.since, p.leader_tab_id AS "leaderTabId",
  CASE WHEN p.calls_day = t.today::date THEN p.calls_today ELSE 0 END AS "callsToday", t.today`;
/** The presences and the present day, to be read with `PRESENCE_COLUMNS`. */
export const PRESENCE_FROM = `presences p CROSS JOIN (SELECT ${TODAY} AS today) t`;

/** Reads an agent's presence, locked when it is about to change; null when the account never had one. */
export async function readPresence(ctx: Ctx, accountId: string, isLocked: boolean): Promise<PresenceRow | null> {
  const sql = `SELECT ${PRESENCE_COLUMNS} FROM ${PRESENCE_FROM} WHERE p.account_id = $2${isLocked ? ' FOR UPDATE OF p' : ''}`;
  const reading = ctx.db.query<PresenceRow[]>(sql, [ctx.now, accountId]);
  if (isLocked) askRoomsAhead(ctx, accountId);
  return (await reading)[0] ?? null;
}
