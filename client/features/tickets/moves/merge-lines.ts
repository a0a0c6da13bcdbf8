import type { MergePreview } from '../../../../shared/models/ticket-moves';
import { t, tn } from '../../../core/i18n';
import { fieldWord, type House, valueWord } from '../ticket-words';

const SHOWN = ['status', 'priority', 'teamId', 'ownerId', 'personId', 'companyId', 'reasonId', 'tags', 'followerIds'] as const;

/** How much moves, as a list of words: `3 Nachrichten, 1 Aufgabe`. */
export function movingWords({ moving }: MergePreview): string {
  const parts = (['messages', 'contacts', 'tasks', 'calls'] as const).filter((kind) => moving[kind] > 0);
  return parts.map((kind) => tn(`tickets.moves.moving.${kind}`, moving[kind])).join(', ') || t('tickets.moves.moving.nothing');
}

/** What the ticket that stays would change: `Priorität: 3 → 1`. */
export function changedLines({ into, after }: MergePreview, house: House, now: number): string[] {
  return SHOWN.filter((field) => JSON.stringify(into[field]) !== JSON.stringify(after[field])).map((field) =>
    t('tickets.history.changed', {
      field: fieldWord(field),
      from: valueWord(field, into[field], house, now) || t('diff.empty'),
      to: valueWord(field, after[field], house, now) || t('diff.empty'),
    }),
  );
}

/** Who would no longer see what was said. */
export function losingWords({ losingTeamId, losing }: MergePreview, house: House): string {
  const names = [house.teamName(losingTeamId), ...losing.map((id) => house.accountName(id))].filter(Boolean);
  return names.length === 0 ? '' : t('tickets.moves.losing', { names: names.join(', ') });
}
