import * as z from 'zod/mini';
import { Id, Instant, line, page, pageQuery, text, Version } from '../models/base.js';
import { DensityWeek, Direction, Interaction, InteractionKind } from '../models/history.js';
import { defineOperation } from '../operation.js';

const personParams = z.object({ personId: Id });
const companyParams = z.object({ companyId: Id });
const kinds = z.optional(z.string().check(z.regex(/^[a-z]+(,[a-z]+)*$/)));
/** `kinds` is a list with commas; `human` leaves out what machines sent; `from` and `until` cut the time. */
const filter = { kinds, human: z.optional(z.boolean()), from: z.optional(Instant), until: z.optional(Instant) };
const content = {
  direction: z.optional(Direction),
  at: z.optional(Instant),
  durationS: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(86_400)))),
  text: z.optional(text(20_000)),
  outcome: z.optional(z.nullable(line(80))),
};

/** Logs a contact made elsewhere: a call on a mobile, a meeting, a letter, a visit. Needs a person or a company. */
export const logInteraction = defineOperation({
  id: 'interactions.log',
  method: 'POST',
  path: '/interactions',
  summary: 'Log a contact made elsewhere',
  body: z.object({
    kind: InteractionKind,
    personId: z.optional(z.nullable(Id)),
    companyId: z.optional(z.nullable(Id)),
    ticketId: z.optional(z.nullable(Id)),
    teamId: z.optional(z.nullable(Id)),
    summary: line(200),
    ...content,
  }),
  output: Interaction,
  errors: ['NOT_FOUND', 'INVALID_INPUT', 'INVALID_REFERENCE'],
});
/** Corrects what was logged by hand; its author or a supervisor. */
export const editInteraction = defineOperation({
  id: 'interactions.edit',
  method: 'PATCH',
  path: '/interactions/:interactionId',
  summary: 'Correct a contact logged by hand',
  params: z.object({ interactionId: Id }),
  body: z.object({ version: Version, kind: z.optional(InteractionKind), summary: z.optional(line(200)), ...content }),
  output: Interaction,
  errors: ['STALE', 'NOT_FOUND', 'NOT_EDITABLE'],
});
/** One interaction, as the reader may see it. */
export const getInteraction = defineOperation({
  id: 'interactions.get',
  method: 'GET',
  path: '/interactions/:interactionId',
  summary: 'An interaction',
  params: z.object({ interactionId: Id }),
  output: Interaction,
  errors: ['NOT_FOUND'],
});
/** Everything that happened with a person, newest first. */
export const personHistory = defineOperation({
  id: 'people.history',
  method: 'GET',
  path: '/people/:personId/history',
  summary: 'History of a person',
  params: personParams,
  query: z.object({ ...pageQuery, ...filter }),
  output: page(Interaction),
  errors: ['NOT_FOUND'],
});
/** Everything that happened with a company, with its daughters unless `daughters` is false; newest first. */
export const companyHistory = defineOperation({
  id: 'companies.history',
  method: 'GET',
  path: '/companies/:companyId/history',
  summary: 'History of a company',
  params: companyParams,
  query: z.object({ ...pageQuery, ...filter, daughters: z.optional(z.boolean()) }),
  output: page(Interaction),
  errors: ['NOT_FOUND'],
});
/** Contacts of a person per week and kind, the last 53 weeks; weeks without any are left out. */
export const personDensity = defineOperation({
  id: 'people.density',
  method: 'GET',
  path: '/people/:personId/density',
  summary: 'Contacts of a person per week',
  params: personParams,
  output: z.object({ weeks: z.array(DensityWeek) }),
  errors: ['NOT_FOUND'],
});
/** Contacts of a company per week and kind, the last 53 weeks. */
export const companyDensity = defineOperation({
  id: 'companies.density',
  method: 'GET',
  path: '/companies/:companyId/density',
  summary: 'Contacts of a company per week',
  params: companyParams,
  query: z.object({ daughters: z.optional(z.boolean()) }),
  output: z.object({ weeks: z.array(DensityWeek) }),
  errors: ['NOT_FOUND'],
});
