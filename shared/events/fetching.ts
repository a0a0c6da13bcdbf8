import { MailboxFetching, MailboxFetchState } from '../models/fetching.js';

/** Durable events of reading mailboxes, for administrators. */
export const fetchingEvents = {
  'mailbox-fetching.changed': MailboxFetching,
  /** It got stuck, goes on again, or caught up. */
  'mailbox-fetching.state': MailboxFetchState,
} as const;
