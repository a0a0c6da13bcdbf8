import { computed, type Ref, watch } from 'vue';
import type { MailMode, MailParty } from '../../../../shared/models/mail';
import type { HistoryEntry, Ticket } from '../../../../shared/models/tickets';
import { usePeople } from '../../people/people.store';
import { useSharedDraft } from '../useSharedDraft';
import { answeredMail, beginHead, headOfDraft, lastMessageId, type MailHead, mailsOf, readHead } from './mail-head';
import { useOutbox } from './outbox.store';

/**
 * The mail that is being written on a ticket: text and head, both kept on this machine and on the server. Until something is typed the head follows the
 * ticket; from then on it stands, with the last message that was on the screen at that moment.
 */
export function useMailDraft(ticket: Ref<Ticket>, entries: Ref<readonly HistoryEntry[]>) {
  const outbox = useOutbox();
  const people = usePeople();
  const body = useSharedDraft(`ticket:${ticket.value.id}:mail`);
  const kept = useSharedDraft(`ticket:${ticket.value.id}:mail-head`);
  const mails = computed(() => mailsOf(entries.value));
  const customer = computed<MailParty | null>(() => {
    const person = people.get(ticket.value.personId);
    const [first] = person?.mails ?? [];
    return person && first ? { name: person.name, address: first.address } : null;
  });
  const house = computed(() => ({ identities: outbox.identities, customer: customer.value }));
  const stored = computed(() => readHead(kept.text.value));
  const head = computed<MailHead>(() => stored.value ?? beginHead('reply', answeredMail(mails.value), house.value));
  const about = computed(() => mails.value.find(({ id }) => id === head.value.messageId));

  function patch(change: Partial<MailHead>): void {
    const seen = stored.value?.seen ?? lastMessageId(entries.value);
    kept.text.value = JSON.stringify({ ...head.value, seen, ...change } satisfies MailHead);
  }
  /** Begins an answer to, or a forward of, a mail; text and files that are there stay. */
  function begin(mode: Exclude<MailMode, 'new'>, messageId: string | null): void {
    const mail = mails.value.find(({ id }) => id === messageId) ?? answeredMail(mails.value);
    const isSame = head.value.mode === mode && (messageId === null || head.value.messageId === messageId);
    if (isSame || (mode === 'forward' && !mail)) return;
    patch({ ...beginHead(mode, mail, house.value), files: head.value.files, seen: stored.value?.seen ?? lastMessageId(entries.value) });
  }
  watch(
    () => outbox.takenBack.get(ticket.value.id),
    (taken) => {
      if (!taken) return;
      const { draft, messageId } = taken;
      outbox.takenBack.delete(ticket.value.id);
      body.text.value = [draft.text, body.text.value].filter(Boolean).join('\n\n');
      kept.text.value = JSON.stringify(headOfDraft(draft, lastMessageId(entries.value, messageId)));
    },
    { immediate: true },
  );
  // Another tab went on with the same mail: its recipients are taken without asking, its text is asked about.
  watch(kept.elsewhere, (text) => text !== null && kept.takeOther());
  return {
    body,
    /** What is typed. Its first letter fixes the head, and what was on the screen then. */
    text: computed<string>({
      get: () => body.text.value,
      set(text) {
        if (body.text.value === '' && text !== '') patch({ seen: lastMessageId(entries.value) });
        body.text.value = text;
      },
    }),
    head,
    about,
    mails,
    customer,
    patch,
    begin,
    clear(): void {
      body.clear();
      kept.clear();
    },
  };
}
