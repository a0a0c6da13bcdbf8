import { systemActor } from '../../core/context.js';
import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { forgetDrafts } from './drafts/forget-drafts.command.js';
import { forgetEdits } from './edits/ticket-edits.query.js';
import { followPeople } from './follow-people.reaction.js';
import { forgetStyle } from './numbers/number-style.js';
import { personalDataOfTickets } from './personal-data.js';
import { plannedTicketDeadline } from './planned-ticket.deadline.js';
import { firstReasons } from './reasons/default-reasons.js';
import { maySeeTicket } from './tickets.policy.js';
import { type TicketsHooks, ticketsRoutes } from './tickets.routes.js';
import { relayWhoIsHere } from './who-is-here.js';

export { applyCallResult } from './calls/apply-call-result.command.js';
export { createTicketFromCall } from './calls/create-ticket-from-call.command.js';
export { linkCallToTicket } from './calls/link-call-to-ticket.command.js';
export { openTicketsFor } from './calls/open-tickets.query.js';
export { currentTicketId } from './current-ticket.query.js';
export { defaultTeam } from './default-team.query.js';
export { insertMessage } from './insert-message.js';
export { insertTicket } from './insert-ticket.js';
export { namesOf, ticketNumbersOf } from './lists/names.query.js';
export { addMail } from './mails/add-mail.command.js';
export { answerTicket, noteAnswered, type TicketTrace, takeBackAnswer } from './mails/answer-ticket.command.js';
export { changeMail } from './mails/change-mail.command.js';
export { type MailWeight, moveForMail } from './mails/move-for-mail.command.js';
export { removeMail } from './mails/remove-mail.command.js';
export { carriedIds, carryRows, directionOf } from './moves/carry-rows.command.js';
export { numberStyle } from './numbers/number-style.js';
export { type DrawnNumber, drawNumber, giveNumber, pointNumber, unpointNumber } from './numbers/ticket-numbers.js';
export { withReferences } from './reference-error.js';
export { presentNumber, presentTicketLite } from './ticket.presenter.js';
export { ticketWhereabouts } from './ticket-by-id.query.js';
export { TICKET_COLUMNS, type TicketColumns } from './ticket-columns.js';
export { ticketRooms, ticketsAudience } from './tickets.audience.js';
export { maySeeTicket, mayWriteTicket, teamsOf, visibleTo as ticketVisibleTo } from './tickets.policy.js';
export { writableTicket } from './writable-ticket.query.js';

/** Tickets with a number that can be spoken, their reasons and history, and everybody's drafts. */
export function ticketsFeature(deps: Deps, hooks: TicketsHooks): Feature {
  relayWhoIsHere(deps);
  return {
    name: 'tickets',
    routes: ticketsRoutes(hooks),
    reactions: [forgetStyle, firstReasons, followPeople],
    deadlines: [plannedTicketDeadline],
    watch: { ticket: maySeeTicket },
    everyHour: () =>
      deps.transaction(systemActor('housekeeping'), async (ctx) => {
        await forgetDrafts(ctx);
        await forgetEdits(ctx);
      }),
    personalData: personalDataOfTickets,
  };
}
