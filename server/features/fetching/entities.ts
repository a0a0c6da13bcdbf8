import { MailboxCursorRow, MailboxFetchingRow, MailboxFetchStateRow } from './fetching.entities.js';

/** Entities of the fetching feature, for the data source and the drift test. */
export const fetchingEntities = [MailboxFetchingRow, MailboxCursorRow, MailboxFetchStateRow] as const;
