import { systemActor } from '../../core/context.js';
import { type Feature, handleDeadline, handleJob } from '../../core/feature.js';
import { installationKey } from '../../core/installation-key.js';
import type { Deps } from '../../deps.js';
import { acknowledge, acknowledgeDeadline, acknowledgeMail } from './acknowledge.command.js';
import { mailQueue } from './mail-queue.query.js';
import { outboxReactions } from './outbox.reactions.js';
import { outboxRoutes } from './outbox.routes.js';
import { sendDeadline, sendJob } from './outbox-deadlines.js';
import { runSend } from './send.job.js';
import { sentFolderDeadline, sentFolderJob } from './sent-folder.command.js';
import { runSentFolder } from './sent-folder.job.js';
import { sweepStuck } from './sweep-stuck.command.js';
import { forgetUploads } from './upload.command.js';

/** Mails of ours: held ten seconds, sent exactly once, tried again for three days, and never repeated when nobody knows. */
export function outboxFeature(all: Deps): Feature {
  const { mailer, imap, oauth, storage, log, nodeId, transaction, config } = all;
  // A third more travels than lies in the file.
  const maxBytes = Math.floor((config.RINGBACK_MAIL_MB * 1_048_576 * 3) / 4);
  const deps = {
    ...{ mailer, imap, oauth, storage, log, nodeId, maxBytes },
    key: installationKey(config.RINGBACK_DATA),
    onTried: all.metrics.mailTried,
  };
  const queue = { name: 'ringback_mail_queue', help: 'Mails on their way out, and mails set aside, by state', label: 'state' };
  all.metrics.figure(queue, () => transaction(systemActor('metrics'), mailQueue, { readOnly: true }));
  return {
    name: 'outbox',
    routes: outboxRoutes(deps),
    jobs: [
      handleJob(sendJob, (payload, tools) => runSend(deps, payload, tools)),
      handleJob(sentFolderJob, (payload, tools) => runSentFolder(deps, payload, tools)),
    ],
    reactions: [acknowledgeMail, ...outboxReactions],
    deadlines: [
      handleDeadline(sendDeadline, (ctx, { messageId }) => ctx.enqueue(sendJob, { messageId })),
      handleDeadline(sentFolderDeadline, (ctx, payload) => ctx.enqueue(sentFolderJob, payload)),
      handleDeadline(acknowledgeDeadline, (ctx, { messageId }) => acknowledge(ctx, messageId, deps.key)),
    ],
    everyHour: () =>
      transaction(systemActor('housekeeping'), async (ctx) => {
        await forgetUploads(ctx);
        await sweepStuck(ctx);
      }),
    stop: () => Promise.resolve(mailer.close()),
    personalData: [
      {
        table: 'outgoing_mails',
        columns: ['content', 'recipients', 'draft', 'answer'],
        key: 'ticket_id -> tickets.person_id',
        erasure: 'pseudonymise',
        kept: 'as long as the ticket',
      },
      { table: 'mail_uploads', columns: ['name', 'sha256'], key: 'account_id', erasure: 'delete', kept: '48 hours' },
      { table: 'mailbox_sending', columns: [], key: null, erasure: 'none', kept: 'as long as the mailbox' },
    ],
  };
}
