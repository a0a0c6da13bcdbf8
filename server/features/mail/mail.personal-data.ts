import type { PersonalData } from '../../core/feature.js';

const WITH_TICKET = 'as long as the ticket; without one until removed';

/** What mails keep about natural persons. Raw mails and attachments lie in storage by content hash and go with the last row that names them. */
export const mailPersonalData: readonly PersonalData[] = [
  {
    table: 'mails',
    columns: ['from_address', 'addresses', 'subject', 'text', 'html', 'bounce', 'header_id', 'refs', 'raw_sha256'],
    key: 'ticket_id -> tickets.person_id',
    erasure: 'pseudonymise',
    kept: WITH_TICKET,
  },
  { table: 'mail_attachments', columns: ['name', 'sha256'], key: 'mail_id', erasure: 'delete', kept: WITH_TICKET },
  {
    table: 'mail_image_senders',
    columns: ['address'],
    key: 'address',
    erasure: 'delete',
    kept: 'until taken back, or as long as the account',
  },
  { table: 'mailboxes', columns: [], key: null, erasure: 'none', kept: 'until removed' },
  { table: 'poison_mails', columns: ['raw_sha256'], key: null, erasure: 'delete', kept: 'until put away by an administrator' },
];
