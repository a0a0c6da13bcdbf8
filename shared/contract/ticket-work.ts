import * as z from 'zod/mini';
import { Id, line, text, Version } from '../models/base.js';
import { TicketCheck, TicketTime } from '../models/ticket-work.js';
import { defineOperation } from '../operation.js';

const ticketId = z.object({ ticketId: Id });

/** What is to be ticked off on a ticket and how long people worked on it, each in the order it came; `minutes` is the sum of all. */
export const ticketWork = defineOperation({
  id: 'ticket-work.list',
  method: 'GET',
  path: '/tickets/:ticketId/work',
  summary: 'Checklist and time of a ticket',
  params: ticketId,
  output: z.object({ checks: z.array(TicketCheck), times: z.array(TicketTime), minutes: z.int() }),
  errors: ['NOT_FOUND'],
});
/** Adds lines to the checklist, in their order. */
export const addTicketChecks = defineOperation({
  id: 'ticket-checks.add',
  method: 'POST',
  path: '/tickets/:ticketId/checks',
  summary: 'Add lines to the checklist',
  params: ticketId,
  body: z.object({ texts: z.array(line(200)).check(z.minLength(1), z.maxLength(50)) }),
  output: z.object({ items: z.array(TicketCheck) }),
  errors: ['NOT_FOUND'],
});
/** Ticks a line off, or opens it again, or words it anew; what is not given stays. */
export const editTicketCheck = defineOperation({
  id: 'ticket-checks.edit',
  method: 'PATCH',
  path: '/ticket-checks/:checkId',
  summary: 'Tick a line of the checklist off',
  params: z.object({ checkId: Id }),
  body: z.object({ version: Version, text: z.optional(line(200)), isDone: z.optional(z.boolean()) }),
  output: TicketCheck,
  errors: ['NOT_FOUND', 'STALE'],
});
/** Takes a line off the checklist. */
export const removeTicketCheck = defineOperation({
  id: 'ticket-checks.remove',
  method: 'POST',
  path: '/ticket-checks/:checkId/remove',
  summary: 'Take a line off the checklist',
  params: z.object({ checkId: Id }),
  output: TicketCheck,
  errors: ['NOT_FOUND'],
});
/** Writes down that the actor worked on a ticket; at most a day at once. */
export const addTicketTime = defineOperation({
  id: 'ticket-times.add',
  method: 'POST',
  path: '/tickets/:ticketId/times',
  summary: 'Write down time spent on a ticket',
  params: ticketId,
  body: z.object({ minutes: z.int().check(z.minimum(1), z.maximum(1440)), note: z.optional(text(200)) }),
  output: TicketTime,
  errors: ['NOT_FOUND'],
});
/** Takes time back that the actor wrote down; an administrator may take anybody's. */
export const removeTicketTime = defineOperation({
  id: 'ticket-times.remove',
  method: 'POST',
  path: '/ticket-times/:timeId/remove',
  summary: 'Take time back',
  params: z.object({ timeId: Id }),
  output: TicketTime,
  errors: ['NOT_FOUND'],
});
