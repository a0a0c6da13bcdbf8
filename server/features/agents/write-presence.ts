import { displayState, isRoutable, reachOf } from '../../../shared/domain/presence.js';
import type { Presence } from '../../../shared/models/agents.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { presentPresence } from './presence.presenter.js';
import { type PresenceRow, readPresence } from './presence-row.js';

/** What may change of a presence; the rest follows. */
export interface PresencePatch {
  intent?: PresenceRow['intent'];
  pauseReasonId?: string | null;
  activity?: PresenceRow['activity'];
  callId?: string | null;
  queueId?: string | null;
  isConnected?: boolean;
  hasDevice?: boolean;
  hasMissedCall?: boolean;
  leaderTabId?: string | null;
  /** One more call talked on. */
  countCall?: boolean;
  /** A new reservation: earlier fences are void. */
  growFence?: boolean;
  /** The agent becomes the last of the idle ones, though nothing else changed. */
  isIdleAnew?: boolean;
}

function patched(old: PresenceRow, patch: PresencePatch, now: Date): PresenceRow {
  const { countCall, growFence, isIdleAnew, ...fields } = patch;
  const row: PresenceRow = { ...old, ...fields };
  row.fence += growFence === true ? 1 : 0;
  row.callsToday += countCall === true ? 1 : 0;
  row.reach = reachOf(row);
  row.isRoutable = isRoutable(row);
  if (row.intent !== old.intent || row.pauseReasonId !== old.pauseReasonId) row.intentSince = now;
  const becameFree = old.activity !== 'free' && row.activity === 'free';
  const becameReady = old.intent !== 'ready' && row.intent === 'ready';
  if (becameFree || becameReady || isIdleAnew === true) row.idleSince = now;
  const isOtherPause = row.intent === 'pause' && row.pauseReasonId !== old.pauseReasonId;
  if (displayState(row) !== displayState(old) || isOtherPause) row.since = now;
  return row;
}

const LOGGED = ['intent', 'pauseReasonId', 'activity', 'reach', 'callId', 'queueId'] as const;
const STORED = [...LOGGED, 'fence', 'isConnected', 'hasDevice', 'hasMissedCall', 'isRoutable', 'leaderTabId', 'callsToday'] as const;
const SHOWN = [...LOGGED, 'leaderTabId', 'callsToday'] as const;

function differs(old: PresenceRow, row: PresenceRow, keys: readonly (keyof PresenceRow)[]): boolean {
  return keys.some((key) => old[key] !== row[key]);
}

/** A transaction may have begun before the one it waited for: its line must not stand before that one's. */
const WRITE = `WITH written AS (
  UPDATE presences SET version = $2, fence = $3, intent = $4, intent_since = $5, pause_reason_id = $6, activity = $7, call_id = $8, queue_id = $9, is_connected = $10,
    has_device = $11, has_missed_call = $12, reach = $13, is_routable = $14, idle_since = $15, since = $16, leader_tab_id = $17, calls_today = $18, calls_day = $19
  WHERE account_id = $1
)
INSERT INTO presence_log (account_id, at, intent, pause_reason_id, activity, reach, call_id, queue_id)
SELECT $1, GREATEST($20, (SELECT max(at) FROM presence_log WHERE account_id = $1)), $4, $6, $7, $13, $8, $9 WHERE $21`;

function store(ctx: Ctx, row: PresenceRow, isLogged: boolean): void {
  ctx.write(WRITE, [
    row.accountId,
    row.version,
    row.fence,
    row.intent,
    row.intentSince,
    row.pauseReasonId,
    row.activity,
    row.callId,
    row.queueId,
    row.isConnected,
    row.hasDevice,
    row.hasMissedCall,
    row.reach,
    row.isRoutable,
    row.idleSince,
    row.since,
    row.leaderTabId,
    row.callsToday,
    row.today,
    ctx.now,
    isLogged,
  ]);
}

/** Reads a presence for change, made as "off, not connected" when the account never had one. Throws NOT_FOUND for no such account. */
export async function lockPresence(ctx: Ctx, accountId: string): Promise<PresenceRow> {
  const known = await readPresence(ctx, accountId, true);
  if (known) return known;
  await ctx.db.query(
    `WITH made AS (
       INSERT INTO presences (account_id, intent, intent_since, activity, is_connected, has_device, has_missed_call, reach, is_routable, idle_since, since, calls_day)
       SELECT id, 'off', $2, 'free', false, false, false, 'no-connection', false, $2, $2, ($2::timestamptz)::date FROM accounts WHERE id = $1
       ON CONFLICT (account_id) DO NOTHING RETURNING account_id
     )
     INSERT INTO presence_log (account_id, at, intent, activity, reach) SELECT account_id, $2, 'off', 'free', 'no-connection' FROM made`,
    [accountId, ctx.now],
  );
  const made = await readPresence(ctx, accountId, true);
  if (!made) throw new AppError('NOT_FOUND', 'There is no such account.');
  return made;
}

/**
 * The one way to change a presence whose row the caller has locked: derives reach and routability, stamps, adds a line to the log and publishes
 * `presence.changed` when something showed. Nothing happens when nothing differs.
 */
export async function writePresence(ctx: Ctx, old: PresenceRow, patch: PresencePatch): Promise<Presence> {
  const row = patched(old, patch, ctx.now);
  if (!differs(old, row, STORED) && patch.isIdleAnew !== true) return presentPresence(old);
  row.version = old.version + 1;
  store(ctx, row, differs(old, row, LOGGED));
  const model = presentPresence(row);
  if (differs(old, row, SHOWN)) await ctx.publish('presence.changed', model);
  return model;
}

/** Locks and writes in one go. */
export async function changePresence(ctx: Ctx, accountId: string, patch: PresencePatch): Promise<Presence> {
  return writePresence(ctx, await lockPresence(ctx, accountId), patch);
}
