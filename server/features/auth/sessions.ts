import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Role } from '../../../shared/models/auth.js';
import type { Clock } from '../../core/clock.js';
import type { AgentActor, Ctx } from '../../core/context.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import type { Authenticate } from '../../core/http/operations.js';
import { newId } from '../../core/id.js';
import { Session } from './session.entity.js';

/** Name of the session cookie. */
export const SESSION_COOKIE = 'ringback_session';
const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 7 * 86_400_000;
/** "Last seen" is written at most this often: every request would make the table hot for nothing. */
const TOUCH_MS = 60_000;

/** One-way name of a secret, for storing and looking up; the secrets are random, so no salt is needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Opens a session and sets its cookie. 12 h idle and 7 days at most. */
export async function openSession(ctx: Ctx, accountId: string, http: HttpFacts): Promise<string> {
  const id = newId();
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(ctx.now.getTime() + ABSOLUTE_MS);
  await ctx.db.insert(Session, {
    id,
    accountId,
    secretHash: hashSecret(secret),
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
    expiresAt,
    revokedAt: null,
    ip: http.ip,
    device: http.userAgent.slice(0, 300),
  });
  http.setCookie(SESSION_COOKIE, `${id}.${secret}`, ABSOLUTE_MS / 1000);
  return id;
}

/** Ends sessions of an account, all but one if wished; every node then disconnects their sockets. */
export async function revokeSessions(ctx: Ctx, accountId: string, except: string | null = null): Promise<void> {
  const rows: [{ id: string }[], number] = await ctx.db.query(
    'UPDATE sessions SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3 RETURNING id',
    [accountId, ctx.now, except],
  );
  for (const { id } of rows[0]) await ctx.publish('session.revoked', { id, version: 1, accountId });
}

/**
 * Revokes every API token of an account, because its password is a new one: whoever knew the old one may have made some. Their sockets are disconnected.
 */
export async function revokeTokens(ctx: Ctx, accountId: string): Promise<void> {
  const rows: [{ id: string }[], number] = await ctx.db.query(
    `UPDATE api_tokens SET revoked_at = $2, updated_at = $2, version = version + 1 WHERE account_id = $1 AND revoked_at IS NULL RETURNING id`,
    [accountId, ctx.now],
  );
  for (const { id } of rows[0]) {
    await ctx.audit({ entity: 'api_tokens', entityId: id, action: 'changed', changes: { revokedAt: [null, ctx.now.toISOString()] } });
    await ctx.publish('session.revoked', { id, version: 1, accountId });
  }
}

interface ActorRow {
  id: string;
  name: string;
  roles: Role[];
  language: 'de' | 'en';
  time_zone: string | null;
  team_ids: string[];
  supervised_team_ids: string[];
  last_seen_at: Date;
  session_id: string | null;
  token_id: string | null;
  scopes: string[] | null;
}

const ACTOR_COLUMNS = `a.id, a.name, a.roles, a.language, a.time_zone,
  ARRAY(SELECT team_id FROM team_members m WHERE m.account_id = a.id AND m.is_member) AS team_ids,
  ARRAY(SELECT team_id FROM team_members m WHERE m.account_id = a.id AND m.is_supervisor) AS supervised_team_ids`;

function toActor(row: ActorRow): AgentActor {
  return {
    kind: 'agent',
    id: row.id,
    name: row.name,
    roles: row.roles,
    teamIds: row.team_ids,
    supervisedTeamIds: row.supervised_team_ids,
    language: row.language,
    timeZone: row.time_zone,
    sessionId: row.session_id,
    ...(row.token_id === null ? {} : { tokenId: row.token_id }),
    scopes: row.scopes,
  };
}

/** An account as it would act now, though it is not signed in: for what it left to be carried out. Null when there is none. */
export async function agentById(ctx: Ctx, accountId: string): Promise<AgentActor | null> {
  const rows: ActorRow[] = await ctx.db.query(
    `SELECT ${ACTOR_COLUMNS}, NULL AS last_seen_at, NULL AS session_id, NULL AS token_id, NULL AS scopes FROM accounts a WHERE a.id = $1`,
    [accountId],
  );
  return rows[0] ? toActor(rows[0]) : null;
}

/** Builds the authenticator: session cookie or personal API token to actor, null for neither, the expired and the revoked. */
export function makeAuthenticate(dataSource: DataSource, clock: Clock): Authenticate {
  return async ({ cookie, bearer, isPassive = false }) => {
    const asked = { now: clock.now(), isPassive };
    return bearer === null ? bySession(dataSource, cookie(SESSION_COOKIE), asked) : byToken(dataSource, bearer, asked);
  };
}

interface Asked {
  now: Date;
  isPassive: boolean;
}

async function bySession(dataSource: DataSource, cookie: string | undefined, { now, isPassive }: Asked): Promise<AgentActor | null> {
  const [id, secret] = (cookie ?? '').split('.');
  if (!id || !secret || !/^[0-9a-f-]{36}$/.test(id)) return null;
  const rows: ActorRow[] = await dataSource.query(
    `SELECT ${ACTOR_COLUMNS}, s.last_seen_at, s.id AS session_id, NULL AS token_id, NULL AS scopes FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.id = $1 AND s.secret_hash = $2 AND s.revoked_at IS NULL AND a.is_active AND s.expires_at > $3 AND s.last_seen_at > $4`,
    [id, hashSecret(secret), now, new Date(now.getTime() - IDLE_MS)],
  );
  const row = rows[0];
  if (!row) return null;
  if (!isPassive && now.getTime() - row.last_seen_at.getTime() > TOUCH_MS)
    await dataSource.query('UPDATE sessions SET last_seen_at = $2 WHERE id = $1', [id, now]);
  return toActor(row);
}

async function byToken(dataSource: DataSource, secret: string, { now, isPassive }: Asked): Promise<AgentActor | null> {
  const rows: ActorRow[] = await dataSource.query(
    `SELECT ${ACTOR_COLUMNS}, coalesce(t.last_used_at, 'epoch') AS last_seen_at, NULL AS session_id, t.id AS token_id, t.scopes FROM api_tokens t JOIN accounts a ON a.id = t.account_id
     WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND a.is_active`,
    [hashSecret(secret)],
  );
  const row = rows[0];
  if (!row) return null;
  if (!isPassive && now.getTime() - row.last_seen_at.getTime() > TOUCH_MS)
    await dataSource.query('UPDATE api_tokens SET last_used_at = $2, version = version + 1 WHERE id = $1', [row.token_id, now]);
  return toActor(row);
}
