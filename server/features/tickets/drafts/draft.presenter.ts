import type { Draft } from '../../../../shared/models/tickets.js';
import type { DraftRow } from './draft.entity.js';

/** A draft as it travels. */
export function presentDraft(row: DraftRow): Draft {
  return { id: row.id, version: row.version, key: row.key, revision: row.revision, text: row.text, updatedAt: row.updatedAt.toISOString() };
}
