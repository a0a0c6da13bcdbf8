import * as operations from '../../../shared/contract/outbox.js';
import { adminOnly, anyAgent } from '../../core/context.js';
import { type Route, route, servedRoute } from '../../core/http/route.js';
import { listIdentities } from './identity.query.js';
import { onVisibleMail, onVisibleTicket } from './outbox.policy.js';
import type { OutboxDeps } from './outbox-deps.js';
import { sendMail } from './send-mail.command.js';
import { getSending, setSending } from './sending-settings.command.js';
import { confirmSent, sendAgain } from './settle-mail.command.js';
import { testSmtp } from './test-smtp.js';
import { undoSend } from './undo-send.command.js';
import { keepUpload } from './upload.command.js';

/** Operation → policy → command or query. */
export const outboxRoutes = (deps: OutboxDeps): readonly Route[] => [
  route(operations.replyByMail, { can: onVisibleTicket, run: (ctx, input) => sendMail(ctx, { ...input, mode: 'reply' }, deps) }),
  route(operations.forwardMail, { can: onVisibleTicket, run: (ctx, input) => sendMail(ctx, { ...input, mode: 'forward' }, deps) }),
  route(operations.writeMail, { can: onVisibleTicket, run: (ctx, input) => sendMail(ctx, { ...input, mode: 'new' }, deps) }),
  route(operations.undoSend, { can: onVisibleMail, run: (ctx, { messageId }) => undoSend(ctx, messageId) }),
  route(operations.sendAgain, { can: onVisibleMail, run: (ctx, { messageId }) => sendAgain(ctx, messageId) }),
  route(operations.confirmSent, { can: onVisibleMail, run: (ctx, { messageId }) => confirmSent(ctx, messageId) }),
  servedRoute(operations.uploadFile, { can: anyAgent, serve: (door, input, http) => keepUpload(deps, door, { input, http }) }),
  route(operations.listIdentities, { can: anyAgent, run: listIdentities }),
  route(operations.getMailboxSending, { can: adminOnly, run: (ctx, { mailboxId }) => getSending(ctx, mailboxId) }),
  route(operations.setMailboxSending, { can: adminOnly, run: (ctx, input) => setSending(ctx, input, deps.key) }),
  servedRoute(operations.testSmtp, { can: adminOnly, serve: (door, input) => testSmtp(deps, door, input) }),
];
