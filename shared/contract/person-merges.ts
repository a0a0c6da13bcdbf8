import * as z from 'zod/mini';
import { Id, Version } from '../models/base.js';
import { PersonMerge, PersonMergeField, PersonMergeLine, PersonMergePreview } from '../models/person-merges.js';
import { defineOperation } from '../operation.js';

const personId = z.object({ personId: Id });

/** What merging a person into another would do, and what of it would be lost, without doing it. */
export const previewPersonMerge = defineOperation({
  id: 'people.merge-preview',
  method: 'GET',
  path: '/people/:personId/merge-preview',
  summary: 'What merging two people would do',
  params: personId,
  query: z.object({ intoId: Id }),
  output: PersonMergePreview,
  errors: ['NOT_FOUND', 'PERSON_MERGED'],
});
/**
 * Merges the record of a person into another one of the same person. Everything stands there from now; the old id leads there. `version` and `intoVersion` are
 * those the preview showed; `take` names the fields of which the first one's value is kept.
 */
export const mergePeople = defineOperation({
  id: 'people.merge',
  method: 'POST',
  path: '/people/:personId/merge',
  summary: 'Merge two records of one person',
  params: personId,
  body: z.object({
    intoId: Id,
    version: Version,
    intoVersion: Version,
    take: z.optional(z.array(PersonMergeField).check(z.maxLength(20))),
  }),
  output: PersonMerge,
  errors: ['NOT_FOUND', 'PERSON_MERGED', 'STALE'],
});
/** Parts two records again, as long as neither was changed since. Repeated: nothing happens. */
export const undoPersonMerge = defineOperation({
  id: 'people.undo-merge',
  method: 'POST',
  path: '/person-merges/:mergeId/undo',
  summary: 'Undo a merge of people',
  params: z.object({ mergeId: Id }),
  output: PersonMerge,
  errors: ['NOT_FOUND', 'MERGE_SETTLED'],
});
/** The merges of a person that stand, the latest first; and where a merged one is now. */
export const personMerges = defineOperation({
  id: 'people.merges',
  method: 'GET',
  path: '/people/:personId/merges',
  summary: 'Merges of a person',
  params: personId,
  output: z.object({ nowId: z.nullable(Id), items: z.array(PersonMergeLine) }),
  errors: ['NOT_FOUND'],
});
