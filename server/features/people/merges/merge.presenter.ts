import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import type { PersonMergeRow } from './person-merge.entities.js';

/** What of a merge travels. */
export type MergeColumns = Pick<PersonMergeRow, 'id' | 'version' | 'fromId' | 'intoId' | 'byId' | 'createdAt' | 'undoneAt'>;

/** A merge of people as it travels. */
export function presentMerge(row: MergeColumns): PersonMerge {
  return {
    id: row.id,
    version: row.version,
    fromId: row.fromId,
    intoId: row.intoId,
    byId: row.byId,
    at: row.createdAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}
