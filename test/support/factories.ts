import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { systemActor, type Transaction } from '../../server/core/context.js';
import { newId } from '../../server/core/id.js';
import { Account, Team } from '../../server/features/auth/index.js';
import { openSession, SESSION_COOKIE } from '../../server/features/auth/sessions.js';
import { drawNumber, giveNumber } from '../../server/features/tickets/index.js';
import type { Role } from '../../shared/models/auth.js';

export interface TestAccount {
  id: string;
  name: string;
  email: string;
  sessionId: string;
  /** Cookie header of a session of its own. */
  cookie: string;
}
export interface TestTeam {
  id: string;
  name: string;
}
let counter = 0;

/** An account with a session. Its password hash fits nothing: tests of signing in make theirs through the door. */
export async function makeAccount(
  transaction: Transaction,
  options: { name?: string; roles?: Role[]; teams?: TestTeam[]; leads?: TestTeam[] },
): Promise<TestAccount> {
  const number = ++counter;
  const name = options.name ?? `Agent ${number}`;
  const email = `agent${number}.${randomBytes(3).toString('hex')}@test.example`;
  return transaction(systemActor('test'), async (ctx) => {
    const id = newId();
    await ctx.db.insert(Account, {
      id,
      version: 1,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      name,
      email,
      passwordHash: '-',
      roles: options.roles ?? ['agent'],
      language: 'de',
      timeZone: null,
      isActive: true,
      isDemo: false,
      preferences: {},
    });
    for (const team of options.teams ?? [])
      await ctx.db.query('INSERT INTO team_members (team_id, account_id, is_member, is_supervisor) VALUES ($1, $2, true, false)', [
        team.id,
        id,
      ]);
    for (const team of options.leads ?? [])
      await ctx.db.query(
        'INSERT INTO team_members (team_id, account_id, is_member, is_supervisor) VALUES ($1, $2, false, true) ON CONFLICT (team_id, account_id) DO UPDATE SET is_supervisor = true',
        [team.id, id],
      );
    let cookie = '';
    const sessionId = await openSession(ctx, id, {
      ip: '127.0.0.1',
      body: Readable.from([]),
      bodyBytes: 0,
      userAgent: 'test',
      cookie: () => undefined,
      setCookie(_name, value) {
        cookie = `${SESSION_COOKIE}=${encodeURIComponent(value)}`;
      },
    });
    return { id, name, email, sessionId, cookie };
  });
}

/** A team with a unique name. */
export async function makeTeam(transaction: Transaction, options: { name?: string; isConfidential?: boolean }): Promise<TestTeam> {
  const name = options.name ?? `Team ${++counter} ${randomBytes(2).toString('hex')}`;
  return transaction(systemActor('test'), async (ctx) => {
    const id = newId();
    await ctx.db.insert(Team, {
      id,
      version: 1,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      name,
      isConfidential: options.isConfidential ?? false,
      isDemo: false,
    });
    return { id, name };
  });
}

/** A caller who rang and was gone again at `at`, as the carrier's webhooks would have left it; its number leads to it. Returns its id and number. */
export function makeLeftCall(
  transaction: Transaction,
  options: { queueId: string | null; at?: Date; from?: string },
): Promise<{ callId: string; number: string }> {
  return transaction(systemActor('test'), async (ctx) => {
    const callId = newId();
    const drawn = await drawNumber(ctx);
    giveNumber(ctx, drawn.counter, callId);
    await ctx.db.query(
      `INSERT INTO calls (id, created_at, updated_at, provider_sid, state, state_since, queue_id, from_number, to_number, match, ticket_number, ticket_text, arrived_at,
         left_at, ended_at, outcome, end_reason)
       VALUES ($1::uuid, $2, $2, 'CA' || $1::uuid::text, 'ENDED', $2, $3, $4, '+493023125000', 'none', $5, $6, $2, $2, $2, 'abandoned', 'abandoned')`,
      [callId, options.at ?? ctx.now, options.queueId, options.from ?? null, drawn.counter, drawn.numberText],
    );
    if (options.queueId !== null)
      await ctx.db.query(
        `INSERT INTO queue_stays (call_id, number, queue_id, entered_at, left_at, outcome) VALUES ($1, 1, $2, $3, $3, 'abandoned')`,
        [callId, options.queueId, options.at ?? ctx.now],
      );
    return { callId, number: drawn.number };
  });
}
