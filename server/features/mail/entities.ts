import { MailAttachmentRow, MailboxRow, MailImageSenderRow, MailRow, PoisonMailRow } from './mail.entities.js';

/** Entities of the mail feature, for the data source and the drift test. */
export const mailEntities = [MailboxRow, MailRow, MailAttachmentRow, MailImageSenderRow, PoisonMailRow] as const;
