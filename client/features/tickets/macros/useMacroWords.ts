import type { Macro } from '../../../../shared/models/macros';
import { t } from '../../../core/i18n';
import { useSnippets } from '../snippets/snippets.store';
import { PRIORITIES, priorityWord } from '../ticket-words';
import { useHouse } from '../useHouse';

/** One thing a macro does, in words: what, and what becomes of it. */
export interface MacroLine {
  key: string;
  label: string;
  value: string;
}

/** Says what a macro would do. */
export function useMacroWords() {
  const house = useHouse();
  const snippets = useSnippets();
  return ({ change, text }: Macro): MacroLine[] => {
    const { status, plannedDays, isMine, ownerId, teamId, priority, kind, reasonId, addTags, removeTags, follow } = change;
    const level = PRIORITIES.find((one) => one === priority);
    const lines: [key: string, label: string, value: string | undefined][] = [
      [
        'status',
        t('tickets.field.status'),
        status && t(`ticketStatus.${status}`) + (plannedDays === undefined ? '' : `, ${t('tickets.macros.days', { n: plannedDays })}`),
      ],
      [
        'owner',
        t('tickets.field.ownerId'),
        isMine ? t('tickets.me') : ownerId === null ? t('tickets.nobody') : ownerId && house.accountName(ownerId),
      ],
      ['team', t('tickets.field.teamId'), teamId === null ? t('tickets.macros.noTeam') : teamId && house.teamName(teamId)],
      ['priority', t('tickets.field.priority'), level && `${priorityWord(level)} · ${t(`tickets.priority.p${level}`)}`],
      ['kind', t('tickets.field.kind'), kind && t(`tickets.kind.${kind}`)],
      ['reason', t('tickets.field.reasonId'), reasonId === null ? t('tickets.noReason') : reasonId && house.reasonName(reasonId)],
      ['addTags', t('tickets.many.addTags'), addTags?.map((tag) => `#${tag}`).join(' ')],
      ['removeTags', t('tickets.many.removeTags'), removeTags?.map((tag) => `#${tag}`).join(' ')],
      [
        'follow',
        t('tickets.many.follow'),
        follow === undefined ? undefined : t(follow ? 'tickets.many.followOn' : 'tickets.many.followOff'),
      ],
      [
        'text',
        t(text?.as === 'reply' ? 'tickets.mail.reply' : 'tickets.composer.note'),
        text ? (snippets.snippets.get(text.snippetId)?.name ?? t('tickets.macros.textGone')) : undefined,
      ],
    ];
    return lines.flatMap(([key, label, value]) => (value ? [{ key, label, value }] : []));
  };
}
