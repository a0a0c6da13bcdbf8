import * as z from 'zod/mini';
import { Id, Version } from '../models/base.js';
import { MOST_AT_ONCE, TicketBulkChange, TicketEdit, TicketRefusal } from '../models/ticket-edits.js';
import { ticketListQuery } from '../models/ticket-lists.js';
import { defineOperation } from '../operation.js';

/**
 * Changes several tickets at once: those named, as of the version looked at, or the first 500 of a list. What cannot be changed is reported, the others are
 * changed all the same. Fields that name somebody who is not there refuse the whole.
 */
export const editTickets = defineOperation({
  id: 'tickets.edit-many',
  method: 'POST',
  path: '/ticket-edits',
  summary: 'Change several tickets at once',
  body: z.object({
    tickets: z.optional(z.array(z.object({ ticketId: Id, version: Version })).check(z.minLength(1), z.maxLength(MOST_AT_ONCE))),
    list: z.optional(z.object(ticketListQuery)),
    change: TicketBulkChange,
  }),
  output: z.object({
    /** Null when nothing was changed. */
    edit: z.nullable(TicketEdit),
    /** How many were already as wanted. */
    same: z.int(),
    refused: z.array(TicketRefusal),
    /** Of a list: there are more than could be changed at once. */
    hasMore: z.boolean(),
  }),
  errors: ['INVALID_REFERENCE', 'VIEW_UNREADABLE', 'NOT_FOUND'],
});
/** My changes of several tickets within the last day, latest first. */
export const listTicketEdits = defineOperation({
  id: 'ticket-edits.list',
  method: 'GET',
  path: '/ticket-edits',
  summary: 'My changes of several tickets',
  output: z.object({ items: z.array(TicketEdit) }),
});
/** Takes a change of several tickets back, field by field, where nobody changed the field since. Repeated: nothing happens. */
export const undoTicketEdit = defineOperation({
  id: 'ticket-edits.undo',
  method: 'POST',
  path: '/ticket-edits/:editId/undo',
  summary: 'Take a change of several tickets back',
  params: z.object({ editId: Id }),
  output: z.object({ edit: TicketEdit, done: z.int(), kept: z.array(TicketRefusal) }),
  errors: ['NOT_FOUND'],
});
