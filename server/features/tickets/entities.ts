import { DraftRow } from './drafts/draft.entity.js';
import { TicketEditRow } from './edits/ticket-edit.entity.js';
import { TicketLinkRow } from './links/ticket-link.entity.js';
import { MacroRow } from './macros/macro.entity.js';
import { MessageRow } from './message.entity.js';
import { TicketMovedRow, TicketMoveRow } from './moves/ticket-move.entities.js';
import { TicketNumberRow } from './numbers/ticket-number.entity.js';
import { TicketReasonRow } from './reasons/ticket-reason.entity.js';
import { SnippetRow } from './snippets/snippet.entity.js';
import { TicketRow } from './ticket.entity.js';
import { TicketViewRow } from './views/ticket-view.entity.js';
import { TicketCheckRow, TicketTimeRow } from './work/ticket-work.entities.js';

/** Entities of the tickets feature, for the data source and the drift test. */
export const ticketsEntities = [
  TicketReasonRow,
  TicketRow,
  TicketNumberRow,
  MessageRow,
  DraftRow,
  TicketMoveRow,
  TicketMovedRow,
  TicketLinkRow,
  TicketCheckRow,
  TicketTimeRow,
  TicketViewRow,
  SnippetRow,
  MacroRow,
  TicketEditRow,
] as const;
