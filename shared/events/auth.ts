import * as z from 'zod/mini';
import { Account, Team } from '../models/auth.js';

/** Durable events of the auth feature: type → payload schema. */
export const authEvents = {
  'account.changed': Account,
  'team.changed': Team,
  /** Every node disconnects the sockets of that session. */
  'session.revoked': z.object({ id: z.string(), version: z.int(), accountId: z.string() }),
} as const;
