import type { Consent } from '../../../shared/models/people.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { presentConsent } from './people.presenter.js';

/** All consent records of a person, newest first. Throws NOT_FOUND. */
export async function listConsents(ctx: Ctx, input: { personId: string }): Promise<{ items: Consent[] }> {
  const known: unknown[] = await ctx.db.query('SELECT 1 FROM persons WHERE id = $1', [input.personId]);
  found(known[0], 'person');
  const rows: Consent[] = await ctx.db.query(
    `SELECT id, purpose, channel, state, source, proof, at, account_id AS "accountId" FROM consents WHERE person_id = $1 ORDER BY at DESC, id DESC`,
    [input.personId],
  );
  return { items: rows.map(presentConsent) };
}
