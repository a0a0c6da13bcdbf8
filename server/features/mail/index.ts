import type { Feature } from '../../core/feature.js';
import { installationKey } from '../../core/installation-key.js';
import type { Deps } from '../../deps.js';
import { mailPersonalData } from './mail.personal-data.js';
import { mailReactions } from './mail.reactions.js';
import { mailRoutes } from './mail.routes.js';
import { MailDelivery } from './mail-delivery.js';

export { PoisonMail } from '../../adapters/mailbox/port.js';
export { mailAudience } from './mail.audience.js';
export { MailDelivery } from './mail-delivery.js';
export { noteRefusals } from './note-refusals.command.js';
export { failedReceipt } from './receipt.js';
export { forgetOutgoing, recordOutgoing } from './record-outgoing.command.js';
export { loopMark } from './threading/own-message-id.js';
export { makePlusAddress } from './threading/plus-address.js';

const MB = 1_048_576;

/** The way a mail takes into this installation, for the doors: gateway, mailboxes, `npm run mail:ingest`. */
export function makeMailDelivery(deps: Pick<Deps, 'config' | 'storage' | 'mailParser' | 'transaction' | 'log' | 'metrics'>): MailDelivery {
  const { config, storage, mailParser: parser, transaction, log, metrics } = deps;
  return new MailDelivery({
    storage,
    parser,
    transaction,
    log,
    onTaken: metrics.mailReceived,
    key: installationKey(config.RINGBACK_DATA),
    maxBytes: config.RINGBACK_MAIL_MB * MB,
  });
}

/** Mail: every message becomes or joins a ticket, none is lost, none loops. */
export function mailFeature(deps: Deps): Feature {
  return {
    name: 'mail',
    routes: mailRoutes({ delivery: makeMailDelivery(deps), storage: deps.storage, maxBytes: deps.config.RINGBACK_MAIL_MB * MB }),
    reactions: mailReactions,
    personalData: mailPersonalData,
  };
}
