import type { testSmtp as operation } from '../../../shared/contract/outbox.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Before } from '../../core/http/route.js';
import { ImapFailure, sendingAccount } from '../fetching/index.js';
import { getSettings } from '../settings/index.js';
import type { OutboxDeps } from './outbox-deps.js';
import { type SendingServer, serverOf, withToken } from './send-claim.command.js';

/** Connects and signs in as a mailbox would, with what is given or what is set, and says what is wrong; nothing is sent and nothing saved. */
export async function testSmtp(deps: OutboxDeps, door: Before, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const server = await door.transaction(
    door.actor,
    async (ctx): Promise<SendingServer | null> => {
      const known = await serverOf(ctx, input.mailboxId, deps.key);
      if (!input.server) return known;
      const { mailMayUseInternalHosts: allowsInternal } = await getSettings(ctx);
      const { host, port, security, login, password, signsInAsReading = known?.account != null } = input.server;
      // The kept password is for the server it was typed for: never for one that is only being tried.
      const kept = known?.host === host && known.login === login ? known.password : null;
      const account = signsInAsReading ? await sendingAccount(ctx, input.mailboxId, deps.key) : null;
      return { host, port, security, login, password: password === undefined ? kept : password, allowsInternal, account };
    },
    { readOnly: true },
  );
  if (server === null) return { fault: 'not-configured', answer: null };
  try {
    return (await deps.mailer.test(await withToken(deps.oauth, server))) ?? { fault: null, answer: null };
  } catch (error) {
    if (!(error instanceof ImapFailure)) throw error;
    return { fault: 'token-refused', answer: error.answer };
  }
}
