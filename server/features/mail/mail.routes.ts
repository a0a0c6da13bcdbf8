import * as operations from '../../../shared/contract/mail.js';
import { adminOnly, anyAgent } from '../../core/context.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import { type Route, route, servedRoute } from '../../core/http/route.js';
import { mayDeliver, onVisibleMail } from './mail.policy.js';
import { type MailDelivery, tooLarge } from './mail-delivery.js';
import { mailOriginal } from './mail-original.query.js';
import { createMailbox, editMailbox, listMailboxes } from './mailboxes.command.js';
import { settlePoison } from './poison.command.js';
import { listPoisonMails } from './poison.query.js';
import { retryPoisonMail } from './retry-poison.js';

function refuseLarge({ bodyBytes, body }: HttpFacts, maxBytes: number): void {
  if (bodyBytes === null || bodyBytes <= maxBytes) return;
  // Read to its end and dropped: a sender that is still writing would miss the answer.
  body.resume();
  throw tooLarge(maxBytes);
}

/** Operation → policy → command or query. */
export const mailRoutes = (delivery: MailDelivery, maxBytes: number): readonly Route[] => [
  servedRoute(operations.deliverMail, {
    can: mayDeliver,
    serve: ({ actor }, { mailbox }, http) => {
      refuseLarge(http, maxBytes);
      return delivery.deliver(http.body, { mailbox: mailbox ?? null, actor });
    },
  }),
  route(operations.getMailOriginal, { can: onVisibleMail, run: (ctx, { messageId }) => mailOriginal(ctx, messageId) }),
  route(operations.listMailboxes, { can: anyAgent, run: listMailboxes }),
  route(operations.createMailbox, { can: adminOnly, run: createMailbox }),
  route(operations.editMailbox, { can: adminOnly, run: editMailbox }),
  route(operations.listPoisonMails, { can: adminOnly, run: listPoisonMails }),
  servedRoute(operations.retryPoisonMail, { can: adminOnly, serve: (door, input) => retryPoisonMail(delivery, door, input) }),
  route(operations.dropPoisonMail, { can: adminOnly, run: (ctx, { poisonId }) => settlePoison(ctx, poisonId, 'dropped') }),
];
