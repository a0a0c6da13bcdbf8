import * as operations from '../../../shared/contract/mail.js';
import type { StoragePort } from '../../adapters/storage/port.js';
import { adminOnly, anyAgent } from '../../core/context.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import { type Route, route, servedRoute } from '../../core/http/route.js';
import { showImages } from './image-senders.command.js';
import { mayDeliver, onVisibleMail } from './mail.policy.js';
import { type MailDelivery, tooLarge } from './mail-delivery.js';
import { mailFile, mailRaw, poisonRaw } from './mail-files.query.js';
import { mailOriginal } from './mail-original.query.js';
import { mailPage } from './mail-page.js';
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

/** What the routes of mail need of the house. */
export interface MailRoutesDeps {
  delivery: MailDelivery;
  storage: StoragePort;
  /** Bytes of one mail at most. */
  maxBytes: number;
}

/** Operation → policy → command or query. */
export const mailRoutes = ({ delivery, storage, maxBytes }: MailRoutesDeps): readonly Route[] => [
  servedRoute(operations.deliverMail, {
    can: mayDeliver,
    serve: ({ actor }, { mailbox }, http) => {
      refuseLarge(http, maxBytes);
      return delivery.deliver(http.body, { mailbox: mailbox ?? null, actor });
    },
  }),
  route(operations.getMailOriginal, { can: onVisibleMail, run: mailOriginal }),
  route(operations.getMailPage, { can: onVisibleMail, run: async (ctx, input) => mailPage(await mailOriginal(ctx, input)) }),
  route(operations.getMailRaw, { can: onVisibleMail, run: (ctx, { messageId }) => mailRaw(storage, ctx, messageId) }),
  route(operations.getMailFile, { can: onVisibleMail, run: (ctx, input) => mailFile(storage, ctx, input) }),
  route(operations.showMailImages, { can: onVisibleMail, run: showImages }),
  route(operations.listMailboxes, { can: anyAgent, run: listMailboxes }),
  route(operations.createMailbox, { can: adminOnly, run: createMailbox }),
  route(operations.editMailbox, { can: adminOnly, run: editMailbox }),
  route(operations.listPoisonMails, { can: adminOnly, run: listPoisonMails }),
  servedRoute(operations.retryPoisonMail, { can: adminOnly, serve: (door, input) => retryPoisonMail(delivery, door, input) }),
  route(operations.getPoisonRaw, { can: adminOnly, run: (ctx, { poisonId }) => poisonRaw(storage, ctx, poisonId) }),
  route(operations.dropPoisonMail, { can: adminOnly, run: (ctx, { poisonId }) => settlePoison(ctx, poisonId, 'dropped') }),
];
