import type { EntityManager } from 'typeorm';
import type { Ctx, DeadlineDefinition, DeadlineRef } from '../context.js';

/** Thrown at the end of a firing whose deadline was moved, cancelled or fired by somebody else meanwhile: nothing of it may stay. */
export class DeadlineOvertaken extends Error {
  constructor(deadline: DeadlineRef) {
    super(`the deadline ${deadline.kind} ${deadline.key} was moved or cancelled while it fired`);
  }
}

/** A deadline as one text. */
export function deadlineKey(deadline: DeadlineRef): string {
  return `${deadline.kind} ${deadline.key}`;
}

/** Sets or moves a deadline; its attempts start anew. */
export function setDeadline<T>(
  ctx: Pick<Ctx, 'write'>,
  definition: DeadlineDefinition<T>,
  row: { key: string; dueAt: Date; payload: T },
): void {
  ctx.write(
    `INSERT INTO deadlines (kind, key, due_at, payload) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, key) DO UPDATE SET due_at = EXCLUDED.due_at, payload = EXCLUDED.payload, attempts = 0, last_error = NULL`,
    [definition.name, row.key, row.dueAt, JSON.stringify(definition.schema.parse(row.payload))],
  );
}

/** Removes a deadline that has not fired. */
export function cancelDeadline<T>(ctx: Pick<Ctx, 'write'>, definition: DeadlineDefinition<T>, key: string): void {
  ctx.write('DELETE FROM deadlines WHERE kind = $1 AND key = $2', [definition.name, key]);
}

/**
 * Removes a deadline whose handler has run, in the handler's transaction and as its last step: whoever changes a thing locks the thing first and
 * its deadline second, and firing must keep to that order, or the two wait for each other. Throws DeadlineOvertaken.
 */
export async function removeFired(db: EntityManager, deadline: DeadlineRef, now: Date): Promise<void> {
  const [, count]: [unknown[], number] = await db.query('DELETE FROM deadlines WHERE kind = $1 AND key = $2 AND due_at <= $3', [
    deadline.kind,
    deadline.key,
    now,
  ]);
  if (count === 0) throw new DeadlineOvertaken(deadline);
}
