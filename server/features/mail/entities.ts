import { MailAttachmentRow, MailboxRow, MailRow, PoisonMailRow } from './mail.entities.js';

/** Entities of the mail feature, for the data source and the drift test. */
export const mailEntities = [MailboxRow, MailRow, MailAttachmentRow, PoisonMailRow] as const;
