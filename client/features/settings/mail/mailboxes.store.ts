import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { getMailboxFetching, listFetchStates } from '../../../../shared/contract/fetching';
import { listMailboxes, listPoisonMails } from '../../../../shared/contract/mail';
import { getMailboxSending } from '../../../../shared/contract/outbox';
import type { MailboxFetching, MailboxFetchState } from '../../../../shared/models/fetching';
import type { Mailbox, MailboxSending, PoisonMail } from '../../../../shared/models/mail';
import { api } from '../../../core/api';
import { compareNames } from '../../../core/format';
import { ModelMap } from '../../../core/model-map';
import { onEvent, onResync } from '../../../core/sync';

/** Mailboxes with how they are read and send, how reading goes, and mails that were set aside: what administrators see. */
export const useMailboxes = defineStore('mailboxes', () => {
  const mailboxes = new ModelMap<Mailbox>(shallowReactive(new Map()));
  const fetching = new ModelMap<MailboxFetching>(shallowReactive(new Map()));
  const states = new ModelMap<MailboxFetchState>(shallowReactive(new Map()));
  const sending = new ModelMap<MailboxSending>(shallowReactive(new Map()));
  const poison = new ModelMap<PoisonMail>(shallowReactive(new Map()));
  let isWanted = false;
  onEvent('mailbox.changed', (payload) => mailboxes.apply(payload));
  onEvent('mailbox-fetching.changed', (payload) => fetching.apply(payload));
  onEvent('mailbox-fetching.state', (payload) => states.apply(payload));
  onEvent('mailbox-sending.changed', (payload) => sending.apply(payload));
  onEvent('poison-mail.changed', (payload) => poison.apply(payload));

  async function load(): Promise<void> {
    isWanted = true;
    const [boxes, how, set] = await Promise.all([api(listMailboxes, {}), api(listFetchStates, {}), api(listPoisonMails, {})]);
    mailboxes.upsertAll(boxes.items);
    states.upsertAll(how.items);
    poison.upsertAll(set.items);
    await Promise.all(boxes.items.map(({ id }) => loadOne(id)));
  }
  /** How one mailbox is read and sends. */
  async function loadOne(mailboxId: string): Promise<void> {
    const [read, sent] = await Promise.all([api(getMailboxFetching, { mailboxId }), api(getMailboxSending, { mailboxId })]);
    if (read.fetching) fetching.upsert(read.fetching);
    if (read.state) states.upsert(read.state);
    if (sent.sending) sending.upsert(sent.sending);
  }
  onResync(async () => {
    if (isWanted) await load();
  });
  return {
    ...{ mailboxes, fetching, states, sending, load, loadOne },
    all: computed(() =>
      [...mailboxes.items.values()].sort((a, b) => Number(b.isActive) - Number(a.isActive) || compareNames(a.address, b.address)),
    ),
    poison,
    setAside: computed(() =>
      [...poison.items.values()].filter(({ state }) => state === 'waiting').sort((a, b) => b.receivedAt.localeCompare(a.receivedAt)),
    ),
  };
});
