import { MailboxSendingRow, MailUploadRow, OutgoingMailRow } from './outbox.entities.js';

/** Tables of the outbox feature. */
export const outboxEntities = [OutgoingMailRow, MailboxSendingRow, MailUploadRow] as const;
