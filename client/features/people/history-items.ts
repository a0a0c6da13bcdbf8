import type { Interaction } from '../../../shared/models/history';
import { length } from '../../core/format';
import { t } from '../../core/i18n';
import { outcomeText } from '../../core/outcome-text';
import type { IconName } from '../../ui/icons';
import type { TimelineItem } from '../../ui/timeline';

const ICONS: Record<Interaction['kind'], IconName> = {
  call: 'callIn',
  mail: 'mail',
  sms: 'mail',
  letter: 'letter',
  meeting: 'meeting',
  visit: 'meeting',
  note: 'note',
  form: 'file',
};

/** What the drawing of a contact needs to know besides it. */
export interface HistoryWords {
  /** Name of an account; empty while unknown. */
  accountName(id: string | null): string;
  /** Name of a person, for the history of a company. */
  personName(id: string | null): string;
  /** Whether the reader may correct it. */
  mayEdit(interaction: Interaction): boolean;
}

/** The word for a contact: `Anruf`, `Brief`; calls say who called. */
export function interactionWord(interaction: Pick<Interaction, 'kind' | 'direction'>): string {
  if (interaction.kind !== 'call') return t(`people.interaction.${interaction.kind}`);
  return t(interaction.direction === 'outbound' ? 'people.interaction.callOut' : 'people.interaction.callIn');
}

/** A contact as an entry of the timeline. */
export function historyItem(interaction: Interaction, words: HistoryWords): TimelineItem {
  const { id, at, kind } = interaction;
  if (interaction.isHidden) return { id, at, kind: 'system', icon: 'lock', who: t('people.history.hidden') };
  const who = interaction.outcome ? `${interactionWord(interaction)}, ${outcomeText(interaction.outcome)}` : interactionWord(interaction);
  const what = [words.accountName(interaction.accountId), words.personName(interaction.personId)].filter(Boolean).join(' · ');
  const body = interaction.text === '' || interaction.text === interaction.summary ? interaction.summary : bodyOf(interaction);
  return {
    id,
    at,
    kind: kind === 'note' ? 'note' : 'call',
    icon: kind === 'call' && interaction.direction === 'outbound' ? 'callOut' : ICONS[kind],
    who,
    ...(what === '' ? {} : { what }),
    ...(body === '' ? {} : { body }),
    ...(interaction.durationS ? { length: length(interaction.durationS) } : {}),
    ...(words.mayEdit(interaction) ? { editable: true } : {}),
  };
}

/** Notes of a call begin with the line that became the summary; it is not said twice. */
function bodyOf({ summary, text }: Interaction): string {
  return text.startsWith(summary) ? text : `${summary}\n${text}`;
}
