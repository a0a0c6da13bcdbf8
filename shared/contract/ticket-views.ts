import * as z from 'zod/mini';
import { Id, line, Version } from '../models/base.js';
import { TicketSort } from '../models/ticket-lists.js';
import { TicketColumn, TicketConditions, TicketSavedView } from '../models/ticket-views.js';
import { defineOperation } from '../operation.js';

const viewId = z.object({ viewId: Id });
const fields = {
  name: line(60),
  audience: z.enum(['me', 'team', 'all']),
  /** With audience `team`. */
  teamId: z.optional(Id),
  conditions: TicketConditions,
  sort: z.optional(TicketSort),
  columns: z.optional(z.array(TicketColumn).check(z.maxLength(6))),
};

/** Views I may use: mine, those of my teams, everybody's. By name. */
export const listTicketViews = defineOperation({
  id: 'ticket-views.list',
  method: 'GET',
  path: '/ticket-views',
  summary: 'Saved views of tickets',
  output: z.object({ items: z.array(TicketSavedView) }),
});
/** How many tickets each of my views holds; counting stops at 1,000. A view that cannot be read has no count. */
export const countTicketViews = defineOperation({
  id: 'ticket-views.counts',
  method: 'GET',
  path: '/ticket-view-counts',
  summary: 'Tickets per saved view',
  output: z.object({ counts: z.record(z.string(), z.int()) }),
});
/** Makes a view. Shared ones are made by supervisors of the team and admins; everybody's by any supervisor or admin. */
export const createTicketView = defineOperation({
  id: 'ticket-views.create',
  method: 'POST',
  path: '/ticket-views',
  summary: 'Make a view of tickets',
  body: z.object(fields),
  output: TicketSavedView,
  errors: ['FORBIDDEN', 'INVALID_REFERENCE', 'TOO_MANY_VIEWS'],
});
/** Edits a view: the whole of it is given anew. Nothing unreadable is left afterwards. */
export const editTicketView = defineOperation({
  id: 'ticket-views.edit',
  method: 'PATCH',
  path: '/ticket-views/:viewId',
  summary: 'Edit a view of tickets',
  params: viewId,
  body: z.object({ ...fields, version: Version }),
  output: TicketSavedView,
  errors: ['STALE', 'NOT_FOUND', 'FORBIDDEN', 'INVALID_REFERENCE', 'TOO_MANY_VIEWS'],
});
/** Takes a view away. */
export const removeTicketView = defineOperation({
  id: 'ticket-views.remove',
  method: 'POST',
  path: '/ticket-views/:viewId/remove',
  summary: 'Take a view of tickets away',
  params: viewId,
  output: TicketSavedView,
  errors: ['NOT_FOUND', 'FORBIDDEN'],
});
