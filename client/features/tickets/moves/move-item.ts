import type { HistoryEntry } from '../../../../shared/models/tickets';
import { t } from '../../../core/i18n';
import type { TimelineItem } from '../../../ui/timeline';

const KNOWN = [
  'merged-from',
  'merged-into',
  'unmerged',
  'split-off',
  'split-from',
  'unsplit',
  'linked-related',
  'linked-child',
  'linked-parent',
  'unlinked',
] as const;
type Change = Extract<HistoryEntry, { kind: 'change' }>;

/** A line of its own for a merge or split; null for every other change. `who` did it. */
export function moveItem({ key, at, change }: Change, who: string): TimelineItem | null {
  const action = KNOWN.find((one) => one === change.action);
  const [from, to] = change.fields['ticket'] ?? [];
  if (!action) return null;
  return { id: key, at, kind: 'system', icon: 'link', who: t(`tickets.moves.did.${action}`, { who, number: String(to ?? from ?? '') }) };
}

/** Says of messages and contacts where they came from. `origins`: row id → number. */
export function withOrigins(items: readonly TimelineItem[], origins: Readonly<Record<string, string>>): TimelineItem[] {
  return items.map((item) => {
    const number = origins[item.id.slice(item.id.indexOf(':') + 1)];
    if (number === undefined || item.kind === 'system') return item;
    return { ...item, what: [item.what, t('tickets.moves.cameFrom', { number })].filter(Boolean).join(', ') };
  });
}
