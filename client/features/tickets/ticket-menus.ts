import type { TicketStatus } from '../../../shared/models/tickets';
import { t } from '../../core/i18n';
import type { MenuItem } from '../../ui/menu-item';
import { PRIORITIES, priorityWord, STATUSES } from './ticket-words';

/** Somebody or a team a ticket can be given to. */
interface Named {
  id: string;
  name: string;
}

/** Entries of the status menu. Planning needs an hour, so it is offered only where one can be typed. */
export function statusMenu(current: TicketStatus | null, canPlan: boolean): MenuItem[] {
  return STATUSES.filter((status) => canPlan || status !== 'planned').map((status) => ({
    id: status,
    label: status === 'planned' ? t('tickets.plan') : t(`ticketStatus.${status}`),
    checked: status === current,
    separated: status === 'solved',
  }));
}

/** Entries of the priority menu. */
export function priorityMenu(current: number | null): MenuItem[] {
  return PRIORITIES.map((priority) => ({
    id: String(priority),
    label: `${priorityWord(priority)} · ${t(`tickets.priority.p${priority}`)}`,
    checked: priority === current,
  }));
}

/** Entries of the assignment menu: me, nobody, teams, colleagues. Ids are `me`, `nobody`, `team:ID`, `agent:ID`; typing finds. */
export function assignMenu(
  house: { myId: string; teams: readonly Named[]; colleagues: readonly Named[] },
  current: { ownerId: string | null; teamId: string | null } | null,
): MenuItem[] {
  const teams = house.teams.map(({ id, name }, at) => ({
    id: `team:${id}`,
    label: name,
    icon: 'people' as const,
    checked: id === current?.teamId,
    separated: at === 0,
  }));
  const colleagues = house.colleagues
    .filter(({ id }) => id !== house.myId)
    .map(({ id, name }, at) => ({
      id: `agent:${id}`,
      label: name,
      icon: 'person' as const,
      checked: id === current?.ownerId,
      separated: at === 0,
    }));
  return [
    { id: 'me', label: t('tickets.me'), keys: 'm', checked: current?.ownerId === house.myId },
    { id: 'nobody', label: t('tickets.nobody'), checked: current !== null && current.ownerId === null },
    ...teams,
    ...colleagues,
  ];
}
