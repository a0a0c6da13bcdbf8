import * as z from 'zod/mini';
import { Id, Version } from '../models/base.js';
import { MOST_AT_ONCE, TicketBulkChange, TicketEdit, TicketRefusal } from '../models/ticket-edits.js';
import { defineOperation } from '../operation.js';

/**
 * Changes several tickets at once, as of the version looked at. What cannot be changed is reported, the others are changed all the same. Fields that name
 * somebody who is not there refuse the whole. More tickets than go at once are sent in portions, which are one change and taken back as one.
 */
export const editTickets = defineOperation({
  id: 'tickets.edit-many',
  method: 'POST',
  path: '/ticket-edits',
  summary: 'Change several tickets at once',
  body: z.object({
    tickets: z.array(z.object({ ticketId: Id, version: Version })).check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
    change: TicketBulkChange,
    /** My change of which this is one more portion: the same change, of other tickets. */
    onto: z.optional(Id),
  }),
  output: z.object({
    /** Null when nothing was changed. */
    edit: z.nullable(TicketEdit),
    /** How many were already as wanted. */
    same: z.int(),
    refused: z.array(TicketRefusal),
  }),
  errors: ['INVALID_REFERENCE', 'NOT_FOUND'],
});
/** My changes of several tickets within the last day, latest first. */
export const listTicketEdits = defineOperation({
  id: 'ticket-edits.list',
  method: 'GET',
  path: '/ticket-edits',
  summary: 'My changes of several tickets',
  output: z.object({ items: z.array(TicketEdit) }),
});
/**
 * Takes a change of several tickets back, field by field, where nobody changed the field since; a large one in portions, the last first: ask again while
 * `isMore`. Repeated: nothing happens.
 */
export const undoTicketEdit = defineOperation({
  id: 'ticket-edits.undo',
  method: 'POST',
  path: '/ticket-edits/:editId/undo',
  summary: 'Take a change of several tickets back',
  params: z.object({ editId: Id }),
  output: z.object({ edit: TicketEdit, done: z.int(), kept: z.array(TicketRefusal), isMore: z.boolean() }),
  errors: ['NOT_FOUND'],
});
