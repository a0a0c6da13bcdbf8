import type { PersonalData } from '../../core/feature.js';
import { EMPTY_DRAFT_DAYS } from './drafts/forget-drafts.command.js';
import { EDITS_KEPT_HOURS } from './edits/ticket-edits.query.js';

/** What tickets keep about natural persons. A ticket stays when a person goes: the person's row is pseudonymised, free text is emptied. */
export const personalDataOfTickets: readonly PersonalData[] = [
  {
    table: 'tickets',
    columns: ['subject', 'person_id'],
    key: 'person_id',
    erasure: 'pseudonymise',
    kept: 'until deleted by a retention rule',
  },
  {
    table: 'messages',
    columns: ['text', 'author_id'],
    key: 'ticket_id -> tickets.person_id',
    erasure: 'pseudonymise',
    kept: 'as long as the ticket',
  },
  { table: 'ticket_numbers', columns: [], key: null, erasure: 'keep', kept: 'for ever: a number is never given twice' },
  { table: 'ticket_moves', columns: [], key: null, erasure: 'none', kept: 'as long as the tickets' },
  { table: 'ticket_links', columns: [], key: null, erasure: 'none', kept: 'as long as the tickets' },
  {
    table: 'ticket_checks',
    columns: ['text', 'done_by_id'],
    key: 'ticket_id -> tickets.person_id',
    erasure: 'pseudonymise',
    kept: 'as long as the ticket',
  },
  {
    table: 'ticket_times',
    columns: ['note', 'account_id'],
    key: 'ticket_id -> tickets.person_id',
    erasure: 'pseudonymise',
    kept: 'as long as the ticket',
  },
  { table: 'ticket_moved_rows', columns: [], key: null, erasure: 'none', kept: 'as long as the tickets' },
  {
    table: 'ticket_views',
    columns: ['name', 'conditions', 'owner_id'],
    key: 'owner_id',
    erasure: 'delete',
    kept: 'until removed; ids of persons in the conditions of shared views lead nowhere once they are gone',
  },
  {
    table: 'snippets',
    columns: ['name', 'text_de', 'text_en', 'owner_id'],
    key: 'owner_id',
    erasure: 'delete',
    kept: 'until removed; those of teams and of everybody are texts of the house',
  },
  { table: 'macros', columns: ['name', 'change', 'owner_id'], key: 'owner_id', erasure: 'delete', kept: 'until removed, as snippets are' },
  {
    table: 'ticket_edits',
    columns: ['by_id', 'changed'],
    key: 'by_id',
    erasure: 'delete',
    kept: `${EDITS_KEPT_HOURS} hours, as long as they can be taken back`,
  },
  { table: 'ticket_reasons', columns: [], key: null, erasure: 'none', kept: 'until removed' },
  {
    table: 'drafts',
    columns: ['text', 'account_id'],
    key: 'account_id',
    erasure: 'delete',
    kept: `as long as the account; ${EMPTY_DRAFT_DAYS} days once sent or thrown away`,
  },
];
