import * as z from 'zod/mini';
import { Id, line, Version } from '../models/base.js';
import { TicketKind, TicketReason } from '../models/tickets.js';
import { defineOperation } from '../operation.js';

/** The tree of reasons, parents before children. */
export const listReasons = defineOperation({
  id: 'ticket-reasons.list',
  method: 'GET',
  path: '/ticket-reasons',
  summary: 'The tree of ticket reasons',
  output: z.object({ items: z.array(TicketReason) }),
});
/** Adds a reason at the end of its siblings unless a position is given. */
export const createReason = defineOperation({
  id: 'ticket-reasons.create',
  method: 'POST',
  path: '/ticket-reasons',
  summary: 'Add a ticket reason',
  scope: 'admin',
  body: z.object({ name: line(80), parentId: z.optional(Id), position: z.optional(z.int()), kind: z.optional(TicketKind) }),
  output: TicketReason,
  errors: ['CONFLICT', 'INVALID_REFERENCE'],
});
/** Renames, moves, switches on or off. A reason in use is switched off, not deleted. */
export const editReason = defineOperation({
  id: 'ticket-reasons.edit',
  method: 'PATCH',
  path: '/ticket-reasons/:reasonId',
  summary: 'Edit a ticket reason',
  scope: 'admin',
  params: z.object({ reasonId: Id }),
  body: z.object({
    version: Version,
    name: z.optional(line(80)),
    parentId: z.optional(z.nullable(Id)),
    position: z.optional(z.int()),
    kind: z.optional(z.nullable(TicketKind)),
    isActive: z.optional(z.boolean()),
  }),
  output: TicketReason,
  errors: ['STALE', 'NOT_FOUND', 'CONFLICT', 'REASON_CYCLE', 'INVALID_REFERENCE'],
});
/** Removes a reason that no ticket and no other reason uses. */
export const deleteReason = defineOperation({
  id: 'ticket-reasons.delete',
  method: 'DELETE',
  path: '/ticket-reasons/:reasonId',
  summary: 'Remove an unused ticket reason',
  scope: 'admin',
  params: z.object({ reasonId: Id }),
  query: z.object({ version: Version }),
  output: z.object({ id: Id, version: Version }),
  errors: ['STALE', 'NOT_FOUND', 'REASON_IN_USE'],
});
