import * as z from 'zod/mini';
import { Id, Version } from '../models/base.js';
import { Company, Person } from '../models/people.js';
import { PersonMerge } from '../models/person-merges.js';

/** Says that an interaction was recorded or edited; its content is fetched, because not everyone may read it: nor may everyone know which ticket it was about. */
const InteractionRef = z.object({
  id: Id,
  version: Version,
  personId: z.nullable(Id),
  companyId: z.nullable(Id),
});

/** Durable events of the people feature: type → payload schema. */
export const peopleEvents = {
  'person.changed': Person,
  /** Two records of one person became one, or were parted again: what happened with one stands with the other now. */
  'person-merge.changed': PersonMerge,
  'company.changed': Company,
  'interaction.changed': InteractionRef,
} as const;
