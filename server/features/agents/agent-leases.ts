import * as z from 'zod/mini';
import { type Ctx, defineDeadline, systemActor, type Transaction } from '../../core/context.js';
import type { LeaseListener, SocketPeer } from '../../core/realtime/realtime.js';
import { lockPresence, writePresence } from './write-presence.js';

/** After so long without any tab an agent counts as gone home. */
const ABSENT_MS = 30 * 60_000;

/** What the lease needs of the process. */
export interface LeaseDeps {
  transaction: Transaction;
  nodeId: string;
}

/** Fires when an agent has been without connection for half an hour: intent becomes off. */
export const absentDeadline = defineDeadline('agents.absent', z.object({ accountId: z.string() }));

/** A tab connected: the agent is connected, but reachable only when the leading tab has said that sound works. */
export async function tabConnected(ctx: Ctx, peer: Pick<SocketPeer, 'socketId' | 'accountId' | 'tabId'>, nodeId: string): Promise<void> {
  const row = await lockPresence(ctx, peer.accountId);
  await ctx.db.query(
    'INSERT INTO agent_tabs (socket_id, account_id, tab_id, node_id, connected_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (socket_id) DO NOTHING',
    [peer.socketId, peer.accountId, peer.tabId, nodeId, ctx.now],
  );
  await ctx.cancelDeadline(absentDeadline, peer.accountId);
  await writePresence(ctx, row, row.isConnected ? {} : { isConnected: true, hasDevice: false, leaderTabId: null });
}

/** Tabs are gone: without any, no connection; without the leading one, no device until another tab leads. */
export async function tabsGone(ctx: Ctx, accountId: string): Promise<void> {
  const row = await lockPresence(ctx, accountId);
  const tabs: { tab_id: string }[] = await ctx.db.query('SELECT tab_id FROM agent_tabs WHERE account_id = $1', [accountId]);
  if (tabs.length === 0 && row.isConnected) {
    if (row.intent !== 'off') await ctx.deadline(absentDeadline, accountId, new Date(ctx.now.getTime() + ABSENT_MS), { accountId });
    await writePresence(ctx, row, { isConnected: false, hasDevice: false, leaderTabId: null });
  } else if (!tabs.some((tab) => tab.tab_id === row.leaderTabId)) {
    await writePresence(ctx, row, { hasDevice: false, leaderTabId: null });
  }
}

/** Half an hour without connection: the agent went home. */
export async function becameAbsent(ctx: Ctx, accountId: string): Promise<void> {
  const row = await lockPresence(ctx, accountId);
  if (!row.isConnected) await writePresence(ctx, row, { intent: 'off', pauseReasonId: null, hasMissedCall: false });
}

/** A tab takes the lead (elected among the browser's tabs): it must prove its sound anew. */
export async function takeLead(ctx: Ctx, peer: Pick<SocketPeer, 'accountId' | 'tabId'>): Promise<{ leaderTabId: string }> {
  const row = await lockPresence(ctx, peer.accountId);
  if (row.leaderTabId !== peer.tabId) await writePresence(ctx, row, { leaderTabId: peer.tabId, hasDevice: false });
  return { leaderTabId: peer.tabId };
}

/** Sockets that went before their lease began are remembered, these many at most. */
const REMEMBERED = 1000;

/**
 * The lease: presence follows the sockets of this node, each change in a transaction of its own. A socket may go while (or before) its coming is
 * written down: going waits for coming, and a coming that was overtaken is left out.
 */
export function leaseListener(deps: LeaseDeps): LeaseListener {
  const actor = systemActor('lease');
  const coming = new Map<string, Promise<void>>();
  const gone = new Set<string>();
  const come = async (peer: SocketPeer) => {
    if (gone.delete(peer.socketId)) return;
    const written = deps.transaction(actor, (ctx) => tabConnected(ctx, peer, deps.nodeId));
    coming.set(peer.socketId, written);
    await written;
  };
  const go = async (peer: SocketPeer) => {
    const written = coming.get(peer.socketId);
    if (written === undefined && gone.size < REMEMBERED) gone.add(peer.socketId);
    coming.delete(peer.socketId);
    await written?.catch(() => undefined);
    await deps.transaction(actor, async (ctx) => {
      await ctx.db.query('DELETE FROM agent_tabs WHERE socket_id = $1', [peer.socketId]);
      await tabsGone(ctx, peer.accountId);
    });
  };
  return { connected: come, disconnected: go };
}

/** Removes the tabs of nodes that are no more, and of this process's predecessors; their agents lose the connection. */
export async function sweepTabs(deps: Pick<LeaseDeps, 'transaction'>): Promise<void> {
  const actor = systemActor('lease');
  const gone = await deps.transaction(actor, async (ctx): Promise<string[]> => {
    const rows: { account_id: string }[] = await ctx.db.query(
      `WITH gone AS (DELETE FROM agent_tabs WHERE node_id NOT IN (SELECT id FROM nodes) RETURNING account_id)
       SELECT account_id FROM gone UNION
       SELECT p.account_id FROM presences p WHERE p.is_connected AND NOT EXISTS (SELECT 1 FROM agent_tabs a WHERE a.account_id = p.account_id)`,
    );
    return rows.map((row) => row.account_id);
  });
  for (const accountId of gone) await deps.transaction(actor, (ctx) => tabsGone(ctx, accountId));
}
