import { t } from '../../core/i18n';
import type { ListQuery } from './list-query';
import { type House, priorityWord } from './ticket-words';

/** The filters that are on, as chips. Their ids are the keys of the query. */
export function filterChips(query: ListQuery, house: House): { id: string; label: string }[] {
  const named: [keyof ListQuery, string][] = [
    ['kind', query.kind === null ? '' : t(`tickets.kind.${query.kind}`)],
    ['priority', query.priority === null ? '' : priorityWord(query.priority)],
    ['reasonId', query.reasonId === null ? '' : house.reasonName(query.reasonId) || t('tickets.field.reasonId')],
    ['teamId', query.teamId === null ? '' : house.teamName(query.teamId) || t('tickets.field.teamId')],
    ['ownerId', query.ownerId === null ? '' : house.accountName(query.ownerId) || t('tickets.field.ownerId')],
    ['personId', query.personId === null ? '' : house.partyName(query.personId) || t('tickets.field.personId')],
    ['companyId', query.companyId === null ? '' : house.partyName(query.companyId) || t('tickets.field.companyId')],
    ['tag', query.tag ?? ''],
    ['quiet', query.quiet ? t('tickets.filter.quiet') : ''],
    ['mentioned', query.mentioned ? t('tickets.filter.mentioned') : ''],
    ['search', query.search === '' ? '' : t('tickets.quoted', { text: query.search })],
  ];
  return [
    ...query.status.map((status) => ({ id: `status:${status}`, label: t(`ticketStatus.${status}`) })),
    ...named.filter(([, label]) => label !== '').map(([id, label]) => ({ id, label })),
  ];
}

/** What taking a chip away changes in the query. */
export function withoutFilter(query: ListQuery, chip: string): Partial<ListQuery> {
  if (chip.startsWith('status:')) return { status: query.status.filter((status) => `status:${status}` !== chip) };
  return chip === 'search' ? { search: '' } : { [chip]: null };
}
