import { computed, type Ref, ref, watch } from 'vue';
import { listMentionable } from '../../../../shared/contract/tickets';
import { mentionsIn } from '../../../../shared/domain/mentions';
import type { Ticket } from '../../../../shared/models/tickets';
import { api } from '../../../core/api';
import { t } from '../../../core/i18n';
import { useSession } from '../../../core/session.store';
import { useAccounts } from '../../accounts/accounts.store';

const MOST = 8;

/** Colleagues a note can speak to. Who may see the ticket is asked as soon as a note holds `@`, and anew when that may have changed. */
export function useMentions(ticket: Ref<Ticket>, text: Ref<string>) {
  const accounts = useAccounts();
  const session = useSession();
  /** Null until it is known. */
  const seeing = ref<ReadonlySet<string> | null>(null);
  const others = computed(() => accounts.active.filter(({ id }) => id !== session.account?.id));
  const isBlind = (id: string) => seeing.value !== null && !seeing.value.has(id);
  watch(
    () => text.value.includes('@') && [ticket.value.id, ticket.value.teamId, ticket.value.ownerId, ...ticket.value.followerIds].join(),
    async (wanted, before) => {
      if (wanted === false || wanted === before) return;
      const { id } = ticket.value;
      const ids = await api(listMentionable, { ticketId: id }).catch(() => null);
      if (ids && ticket.value.id === id) seeing.value = new Set(ids.accountIds);
    },
    { immediate: true },
  );
  return {
    /** Colleagues with a part of their name that begins like the word; who may not see the ticket comes last, and is put in as a name only. */
    choices: (word: string) =>
      others.value
        .filter(({ name }) =>
          name
            .toLowerCase()
            .split(/[\s-]+/)
            .some((part) => part.startsWith(word)),
        )
        .sort((a, b) => Number(isBlind(a.id)) - Number(isBlind(b.id)))
        .slice(0, MOST)
        .map(({ id, name }) => ({
          id,
          name,
          hint: isBlind(id) ? t('tickets.mentions.blind') : '',
          text: isBlind(id) ? name : `@${name} `,
          preview: '',
        })),
    /** Names of those the note speaks to who may not see the ticket. */
    blind: computed(() =>
      mentionsIn(text.value, others.value)
        .filter(({ id }) => isBlind(id))
        .map(({ name }) => name),
    ),
  };
}
