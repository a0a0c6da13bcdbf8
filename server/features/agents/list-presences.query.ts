import type { Presence } from '../../../shared/models/agents.js';
import type { Ctx } from '../../core/context.js';
import { actingAgent } from '../auth/index.js';
import { visibleSql } from './agents.policy.js';
import { presentPresence } from './presence.presenter.js';
import { PRESENCE_COLUMNS, PRESENCE_FROM, type PresenceRow, readPresence } from './presence-row.js';

/** The presences the actor may see. */
export async function listPresences(ctx: Ctx): Promise<{ items: Presence[] }> {
  const visible = visibleSql(ctx.actor, 'p.account_id', 1);
  const sql = `SELECT ${PRESENCE_COLUMNS} FROM ${PRESENCE_FROM} WHERE ${visible.sql} ORDER BY p.account_id`;
  const rows: PresenceRow[] = await ctx.db.query(sql, [ctx.now, ...visible.params]);
  return { items: rows.map(presentPresence) };
}

/** The actor's own presence; "off, not connected" (version 0) as long as there is none, for reading makes no row. */
export async function myPresence(ctx: Ctx): Promise<Presence> {
  const { id } = actingAgent(ctx);
  const row = await readPresence(ctx, id, false);
  if (row) return presentPresence(row);
  const now = ctx.now.toISOString();
  return {
    id,
    version: 0,
    intent: 'off',
    pauseReasonId: null,
    activity: 'free',
    reach: 'no-connection',
    since: now,
    intentSince: now,
    callId: null,
    queueId: null,
    leaderTabId: null,
    callsToday: 0,
  };
}
