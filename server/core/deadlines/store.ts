import type { EntityManager } from 'typeorm';
import type { DeadlineDefinition } from '../context.js';

/** Sets or moves a deadline; its attempts start anew. */
export async function setDeadline<T>(
  db: EntityManager,
  definition: DeadlineDefinition<T>,
  row: { key: string; dueAt: Date; payload: T },
): Promise<void> {
  await db.query(
    `INSERT INTO deadlines (kind, key, due_at, payload) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, key) DO UPDATE SET due_at = EXCLUDED.due_at, payload = EXCLUDED.payload, attempts = 0, last_error = NULL`,
    [definition.name, row.key, row.dueAt, JSON.stringify(definition.schema.parse(row.payload))],
  );
}

/** Removes a deadline that has not fired. */
export async function cancelDeadline<T>(db: EntityManager, definition: DeadlineDefinition<T>, key: string): Promise<void> {
  await db.query('DELETE FROM deadlines WHERE kind = $1 AND key = $2', [definition.name, key]);
}
