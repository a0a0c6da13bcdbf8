import type { Logger } from 'pino';
import type { ImapPort } from '../../adapters/imap/port.js';
import type { MailerPort } from '../../adapters/mailer/port.js';
import type { OAuthPort } from '../../adapters/oauth/port.js';
import type { StoragePort } from '../../adapters/storage/port.js';

/** What sending needs of the process. */
export interface OutboxDeps {
  mailer: MailerPort;
  imap: ImapPort;
  oauth: OAuthPort;
  storage: StoragePort;
  log: Logger;
  /** Told where a mail stands after an attempt. */
  onTried: (result: string) => void;
  nodeId: string;
  /** The installation's key. */
  key: Buffer;
  /** Bytes of one file at most. */
  maxBytes: number;
}
