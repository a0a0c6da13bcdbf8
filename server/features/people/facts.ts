import type { Ctx } from '../../core/context.js';

/** What tickets, tasks and the history tell about somebody. Fields not given stay. */
export interface FactsPatch {
  /** Tickets opened (+1) or closed (−1); a difference, so that concurrent tickets of one person add up. */
  openTickets?: number;
  /** Hour of the earliest open promise, null when none is left. */
  nextPromiseAt?: Date | null;
  /** Time of a contact; the facts keep the earliest and the latest. */
  contactAt?: Date;
}
/** Whose facts; either may be missing. */
export interface FactsOwner {
  personId?: string | null;
  companyId?: string | null;
}

/** Keeps the facts that rank callers and stand in lists. Called by whoever changes tickets, promises or the history, in the same transaction. */
export function refreshPersonFacts(ctx: Ctx, owner: FactsOwner, patch: FactsPatch): Promise<void> {
  if (owner.personId) ctx.write(upsert('person'), values(owner.personId, patch));
  if (owner.companyId) ctx.write(upsert('company'), values(owner.companyId, patch));
  return Promise.resolve();
}

function values(id: string, patch: FactsPatch): unknown[] {
  return [id, patch.openTickets ?? 0, patch.nextPromiseAt ?? null, patch.nextPromiseAt !== undefined, patch.contactAt ?? null];
}

function upsert(kind: 'person' | 'company'): string {
  return `INSERT INTO ${kind}_facts AS f (${kind}_id, open_tickets, next_promise_at, last_interaction_at, first_interaction_at)
    VALUES ($1, greatest(0, $2::int), $3, $5, $5)
    ON CONFLICT (${kind}_id) DO UPDATE SET open_tickets = greatest(0, f.open_tickets + $2::int),
      next_promise_at = CASE WHEN $4 THEN $3 ELSE f.next_promise_at END,
      last_interaction_at = greatest(f.last_interaction_at, $5), first_interaction_at = least(f.first_interaction_at, $5)`;
}
