import * as operations from '../../../../shared/contract/ticket-work.js';
import type { Policy } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { type Route, route } from '../../../core/http/route.js';
import { maySeeTicket, mayWriteTicket } from '../tickets.policy.js';
import { addTicketChecks, editTicketCheck, removeTicketCheck } from './checks.command.js';
import { ticketOfWork, ticketWork } from './ticket-work.query.js';
import { addTicketTime, removeTicketTime } from './times.command.js';

const onTicket: Policy<{ ticketId: string }> = async (ctx, { ticketId }) => found((await maySeeTicket(ctx, ticketId)) || null, 'ticket');
const onWritable: Policy<{ ticketId: string }> = async (ctx, { ticketId }) =>
  found((await mayWriteTicket(ctx, ticketId)) || null, 'ticket');
const onCheck: Policy<{ checkId: string }> = async (ctx, { checkId }) =>
  found((await maySeeTicket(ctx, await ticketOfWork(ctx, 'ticket_checks', checkId))) || null, 'line');
const onTime: Policy<{ timeId: string }> = async (ctx, { timeId }) =>
  found((await maySeeTicket(ctx, await ticketOfWork(ctx, 'ticket_times', timeId))) || null, 'time');

/** Checklists and time spent. */
export const workRoutes: readonly Route[] = [
  route(operations.ticketWork, { can: onTicket, run: ticketWork }),
  route(operations.addTicketChecks, { can: onWritable, run: addTicketChecks }),
  route(operations.editTicketCheck, { can: onCheck, run: editTicketCheck }),
  route(operations.removeTicketCheck, { can: onCheck, run: removeTicketCheck }),
  route(operations.addTicketTime, { can: onWritable, run: addTicketTime }),
  route(operations.removeTicketTime, { can: onTime, run: removeTicketTime }),
];
