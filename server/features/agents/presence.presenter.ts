import type { Presence } from '../../../shared/models/agents.js';
import type { PresenceRow } from './presence-row.js';

/** A presence as it travels. */
export function presentPresence(row: PresenceRow): Presence {
  return {
    id: row.accountId,
    version: row.version,
    intent: row.intent,
    pauseReasonId: row.pauseReasonId,
    activity: row.activity,
    reach: row.reach,
    since: row.since.toISOString(),
    intentSince: row.intentSince.toISOString(),
    callId: row.callId,
    queueId: row.queueId,
    leaderTabId: row.leaderTabId,
    callsToday: row.callsToday,
  };
}
