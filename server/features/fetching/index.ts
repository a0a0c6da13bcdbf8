import { type Feature, react } from '../../core/feature.js';
import { installationKey } from '../../core/installation-key.js';
import type { Deps } from '../../deps.js';
import { makeMailDelivery } from '../mail/index.js';
import { fetchingRoutes } from './fetching.routes.js';
import type { FetchingDeps } from './fetching-deps.js';
import { MailboxReaders } from './mailbox-readers.js';

export { ImapFailure } from '../../adapters/imap/port.js';
export { fetchingAudience } from './fetching.audience.js';
export { copiesAre, openSentFolder, sentCopyOf } from './sent-folder.js';
export { type Account, sendingAccount, tokenOf } from './sign-in.js';

/** Mailboxes read by IMAP: at once when something arrives, each mail exactly once, by the one node that leads. */
export function fetchingFeature(all: Deps): Feature {
  const { imap, oauth, transaction, log, isLeader, config, clock } = all;
  const deps: FetchingDeps = {
    imap,
    oauth,
    transaction,
    log,
    isLeader,
    delivery: makeMailDelivery(all),
    key: installationKey(config.RINGBACK_DATA),
  };
  const readers = new MailboxReaders(deps);
  const lookAgain = (ctx: { afterCommit(run: () => void): void }) => Promise.resolve(ctx.afterCommit(() => void readers.look()));
  return {
    name: 'fetching',
    routes: fetchingRoutes(deps),
    reactions: [react('mailbox-fetching.changed', lookAgain), react('mailbox.changed', lookAgain), react('settings.changed', lookAgain)],
    boot: () => readers.start(!clock.isManual),
    stop: () => readers.stop(),
    personalData: [
      { table: 'mailbox_fetching', columns: [], key: null, erasure: 'none', kept: 'as long as the mailbox' },
      { table: 'mailbox_cursors', columns: [], key: null, erasure: 'none', kept: 'as long as the mailbox' },
      { table: 'mailbox_fetch_states', columns: [], key: null, erasure: 'none', kept: 'as long as the mailbox' },
    ],
  };
}
