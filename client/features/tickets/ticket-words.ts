import type { Interaction } from '../../../shared/models/history';
import type { TicketColumn } from '../../../shared/models/ticket-views';
import type { Ticket, TicketStatus, WhoIsHere } from '../../../shared/models/tickets';
import { age, moment } from '../../core/format';
import { t } from '../../core/i18n';
import type { TicketRowView } from '../../ui/domain/TicketRow.vue';
import { isUnread } from './seen';
import type { EditableField } from './stale';

/** States that can be chosen, in the order of a ticket's life. */
export const STATUSES = [
  'new',
  'open',
  'waiting-customer',
  'waiting-internal',
  'planned',
  'solved',
  'closed',
] as const satisfies readonly TicketStatus[];
export const PRIORITIES = [1, 2, 3, 4] as const;

/** What the words for a value need to know of the house. */
export interface House {
  accountName(id: string | null): string;
  teamName(id: string | null): string;
  reasonName(id: string | null): string;
  /** Person or company. */
  partyName(id: string | null): string;
  /** Whether the reader may correct a contact logged by hand. */
  mayEdit(interaction: Interaction): boolean;
}

/** `Priorität 2` */
export function priorityWord(priority: number): string {
  return t('tickets.priorityIs', { n: priority });
}

function isField(field: string): field is EditableField {
  return ['subject', 'kind', 'reasonId', 'status', 'priority', 'tags', 'plannedFor', 'teamId', 'ownerId', 'personId', 'companyId'].includes(
    field,
  );
}

/** The name of a field as it stands in front of its value; unknown ones keep the server's name. */
export function fieldWord(field: string): string {
  if (field === 'followerIds') return t('tickets.field.followers');
  if (field === 'ticket') return t('tickets.field.ticket');
  return isField(field) ? t(`tickets.field.${field}`) : field;
}

/** A field's value for reading; empty when there is none. */
export function valueWord(field: string, value: unknown, house: House, now: number): string {
  if (value === null || value === undefined) return '';
  if (field === 'followerIds' && Array.isArray(value))
    return value
      .map((id) => house.accountName(String(id)))
      .filter(Boolean)
      .join(', ');
  if (Array.isArray(value)) return value.join(', ');
  const text = String(value);
  switch (field) {
    case 'status':
      return STATUSES.some((one) => one === text) ? t(`ticketStatus.${text as TicketStatus}`) : text;
    case 'kind':
      return t(`tickets.kind.${text as Ticket['kind']}`);
    case 'plannedFor':
      return moment(text, now);
    case 'teamId':
      return house.teamName(text);
    case 'ownerId':
      return house.accountName(text);
    case 'reasonId':
      return house.reasonName(text);
    case 'personId':
    case 'companyId':
      return house.partyName(text);
    default:
      return text;
  }
}

/** The one time of a row that counts: when it comes back, that it waits, how it ended, else how long nothing happened. */
function rowTime(ticket: Ticket, now: number): string {
  if (ticket.status === 'planned' && ticket.plannedFor) return moment(ticket.plannedFor, now);
  if (ticket.status === 'waiting-customer' || ticket.status === 'waiting-internal') return t('tickets.waits');
  if (ticket.status === 'solved' || ticket.status === 'closed') return t(`ticketStatus.${ticket.status}`);
  const since = now - Date.parse(ticket.activeAt) < 60_000 ? t('time.now') : age(ticket.activeAt, now);
  return ticket.priority === 1 ? `P1 · ${since}` : since;
}

/** What a row is painted with besides its ticket. */
interface RowShown {
  now: number;
  /** What the second line shows; none: the customer. */
  columns: readonly TicketColumn[];
  /** Colleagues at work on it. */
  here: readonly { accountId: string; doing: WhoIsHere['doing'] }[];
}

function columnWord(column: TicketColumn, ticket: Ticket, { house, now }: { house: House; now: number }): string {
  switch (column) {
    case 'party':
      return [ticket.personId, ticket.companyId]
        .map((id) => house.partyName(id))
        .filter(Boolean)
        .join(', ');
    case 'number':
      return ticket.numberText;
    case 'created':
    case 'updated':
      return moment(column === 'created' ? ticket.createdAt : ticket.updatedAt, now);
    case 'priority':
      return priorityWord(ticket.priority);
    case 'team':
    case 'owner':
    case 'reason':
      return valueWord(`${column}Id`, ticket[`${column}Id`], house, now);
    default:
      return valueWord(column, ticket[column], house, now);
  }
}

function hereMark(here: RowShown['here'], house: House): TicketRowView['here'] {
  const writing = here.filter(({ doing }) => doing === 'writing');
  const who = writing.length > 0 ? writing : here;
  const names = who
    .map(({ accountId }) => house.accountName(accountId))
    .filter(Boolean)
    .join(', ');
  if (names === '') return null;
  return writing.length > 0
    ? { icon: 'note', label: t('tickets.here.writing', { names }) }
    : { icon: 'eye', label: t('tickets.here.looking', { names }) };
}

/** A ticket as a row of the list; bold while something in it was not read on this machine. */
export function ticketRow(ticket: Ticket, house: House, { now, columns, here }: RowShown): TicketRowView {
  const second = (columns.length > 0 ? columns : (['party'] as const)).map((column) => columnWord(column, ticket, { house, now }));
  const isPlanOver = ticket.status === 'planned' && Date.parse(ticket.plannedFor ?? '9999-01-01') < now;
  return {
    id: ticket.id,
    status: ticket.status,
    subject: ticket.subject,
    customer: second.filter(Boolean).join(' · ') || ticket.numberText,
    here: hereMark(here, house),
    owner: house.accountName(ticket.ownerId) || null,
    time: rowTime(ticket, now),
    timeTone: isPlanOver || (ticket.priority === 1 && ticket.status === 'open') ? 'danger' : null,
    isUnread: isUnread(ticket.id, ticket.activeAt),
    channel:
      ticket.channel === 'desk'
        ? null
        : { icon: ticket.channel === 'mail' ? 'mail' : 'phone', label: t(`tickets.channel.${ticket.channel}`) },
  };
}
