import type { Logger } from 'pino';
import type { ImapPort } from '../../adapters/imap/port.js';
import type { OAuthPort } from '../../adapters/oauth/port.js';
import type { Transaction } from '../../core/context.js';
import type { MailDelivery } from '../mail/index.js';

/** What reading mailboxes needs of the process. */
export interface FetchingDeps {
  imap: ImapPort;
  oauth: OAuthPort;
  delivery: MailDelivery;
  transaction: Transaction;
  log: Logger;
  /** The installation's key. */
  key: Buffer;
  isLeader: () => boolean;
}
