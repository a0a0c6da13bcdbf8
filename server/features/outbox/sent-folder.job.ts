import { systemActor } from '../../core/context.js';
import type { JobTools } from '../../core/feature.js';
import { openSentFolder } from '../fetching/index.js';
import { noteLook } from './note-look.command.js';
import type { OutboxDeps } from './outbox-deps.js';
import { messageOf } from './send.job.js';
import { type Look, sentTask } from './sent-folder.command.js';

/** Puts a copy of what was sent into its folder, or looks there for a mail nobody knows the fate of. Throws ImapFailure: the worker tries again, ever slower. */
export async function runSentFolder(deps: OutboxDeps, payload: Look, { transaction }: JobTools): Promise<void> {
  const actor = systemActor('mail');
  const task = await transaction(actor, (ctx) => sentTask(ctx, payload.messageId, deps.key), { readOnly: true });
  if (task === null) return;
  const isThere = await openSentFolder(deps, task.copy, async (session, folder) => {
    const isKept = await session.holds(folder, task.mail.headerId);
    if (!isKept && task.does === 'append') await session.append(folder, await deps.mailer.build(messageOf(task.mail, deps.key)));
    return isKept;
  });
  if (task.does === 'look') await transaction(actor, (ctx) => noteLook(ctx, payload, isThere));
}
