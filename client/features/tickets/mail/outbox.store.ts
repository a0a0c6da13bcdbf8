import { defineStore } from 'pinia';
import { ref, shallowReactive } from 'vue';
import { listMailboxes } from '../../../../shared/contract/mail';
import { confirmSent, forwardMail, listIdentities, replyByMail, sendAgain, undoSend, writeMail } from '../../../../shared/contract/outbox';
import type { MailDraft, MailIdentity, MailMode } from '../../../../shared/models/mail';
import type { Message } from '../../../../shared/models/tickets';
import type { InputOf } from '../../../../shared/operation';
import { ApiError, api } from '../../../core/api';
import { t } from '../../../core/i18n';
import { send } from '../../../core/pending';
import { onEvent, onResync } from '../../../core/sync';
import { serverNow } from '../../../core/useTicker';
import { offerUndo } from '../../../core/useUndo';
import { useTickets } from '../tickets.store';

/** A mail as the console hands it in; `mode` says through which operation. */
export type MailToSend = InputOf<typeof writeMail> & { mode: MailMode; messageId: string | null };

/** Mails of ours on their way: the addresses they go out from, handing them in, taking them back, and what to do with those that got stuck. */
export const useOutbox = defineStore('outbox', () => {
  const tickets = useTickets();
  const identities = ref<readonly MailIdentity[]>([]);
  /** Names and domains of all our mailboxes, also of those that only receive. */
  const ours = ref<readonly { name: string; address: string }[]>([]);
  const isLoaded = ref(false);
  /** Mails taken back, by ticket, until the composer of that ticket has them. */
  const takenBack = shallowReactive(new Map<string, { draft: MailDraft; messageId: string }>());
  let loading: Promise<void> | null = null;

  async function fetchAll(): Promise<void> {
    const [senders, mailboxes] = await Promise.all([api(listIdentities, {}), api(listMailboxes, {})]);
    identities.value = senders.items;
    ours.value = mailboxes.items;
    isLoaded.value = true;
  }
  /** Fetches once; a failure is tried again by the next call. */
  function load(): Promise<void> {
    loading ??= fetchAll().catch(() => {
      loading = null;
    });
    return loading;
  }
  for (const type of ['mailbox.changed', 'mailbox-sending.changed'] as const)
    onEvent(type, () => void (loading && fetchAll().catch(() => undefined)));
  onResync(() => (loading ? fetchAll() : undefined));

  async function hand({ mode, messageId, ...mail }: MailToSend) {
    if (mode === 'forward' && messageId !== null) return send(forwardMail, { ...mail, messageId });
    if (mode === 'reply') return send(replyByMail, { ...mail, ...(messageId === null ? {} : { messageId }) });
    return send(writeMail, mail);
  }
  /** Takes a mail back before it goes out; what was written comes back to the composer of its ticket. Too late: says so. */
  async function takeBack(message: Message, reopen: () => unknown): Promise<void> {
    try {
      const { draft, ticket } = await send(undoSend, { messageId: message.id });
      tickets.takeAnswer(ticket, null);
      takenBack.set(message.ticketId, { draft, messageId: message.id });
      reopen();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      offerUndo(t('tickets.mail.tooLate'));
    }
  }
  /** Hands a mail in and offers to take it back as long as it is held. Throws ApiError, among others MAIL_CROSSED. */
  async function sendMail(mail: MailToSend, reopen: () => unknown): Promise<void> {
    const { message, ticket } = await hand(mail);
    tickets.takeAnswer(ticket, message);
    const heldUntil = Date.parse(message.mail?.progress?.heldUntil ?? message.at);
    const to = mail.to.map(({ name, address }) => name || address).join(', ');
    offerUndo(t('tickets.mail.sentTo', { to }), {
      strong: ticket.numberText,
      lasts: Math.max(1000, heldUntil - serverNow()),
      undo: () => takeBack(message, reopen),
    });
  }
  return {
    isLoaded,
    identities,
    ours,
    takenBack,
    load,
    sendMail,
    takeBack,
    sendAgain: async (messageId: string) => tickets.takeAnswer(null, await send(sendAgain, { messageId })),
    confirmSent: async (messageId: string) => tickets.takeAnswer(null, await send(confirmSent, { messageId })),
  };
});
