import * as operations from '../../../shared/contract/sla.js';
import { adminOnly, anyAgent, type Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { type Route, route } from '../../core/http/route.js';
import { maySeeTicket } from '../tickets/index.js';
import { dropCalendar, importDays, makeCalendar, reviseCalendar } from './calendars.command.js';
import { explainSla } from './explain-sla.query.js';
import { holidaysOf } from './holidays.js';
import { listSla, ticketSlas } from './list-sla.query.js';
import { dropPolicy, makePolicy, revisePolicy } from './policies.command.js';
import { previewPolicy } from './preview-policy.query.js';

const onTicket: Policy<{ ticketId: string }> = async (ctx, { ticketId }) => found((await maySeeTicket(ctx, ticketId)) || null, 'ticket');

/** Service levels: rules for administrators, due times for whoever sees the ticket. */
export const slaRoutes: readonly Route[] = [
  route(operations.listSla, { can: adminOnly, run: listSla }),
  route(operations.listHolidays, {
    can: anyAgent,
    run: (_ctx, { region, year }) => Promise.resolve({ items: [...holidaysOf(region, year)] }),
  }),
  route(operations.createSlaCalendar, { can: adminOnly, run: makeCalendar }),
  route(operations.editSlaCalendar, { can: adminOnly, run: reviseCalendar }),
  route(operations.importSlaDays, { can: adminOnly, run: importDays }),
  route(operations.removeSlaCalendar, { can: adminOnly, run: dropCalendar }),
  route(operations.createSlaPolicy, { can: adminOnly, run: makePolicy }),
  route(operations.editSlaPolicy, { can: adminOnly, run: revisePolicy }),
  route(operations.removeSlaPolicy, { can: adminOnly, run: dropPolicy }),
  route(operations.previewSlaPolicy, { can: adminOnly, run: previewPolicy }),
  route(operations.ticketSlas, { can: anyAgent, run: ticketSlas }),
  route(operations.explainSla, { can: onTicket, run: explainSla }),
];
