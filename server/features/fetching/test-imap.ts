import type { testImap as operation } from '../../../shared/contract/fetching.js';
import type { ImapTest } from '../../../shared/models/fetching.js';
import type { InputOf } from '../../../shared/operation.js';
import { ImapFailure } from '../../adapters/imap/port.js';
import type { Before } from '../../core/http/route.js';
import { getSettings } from '../settings/index.js';
import type { FetchingDeps } from './fetching-deps.js';
import { readMailbox } from './read-mailbox.query.js';
import { type Account, accountOf, signIn } from './sign-in.js';

type Tried = Account & { folder: string };

const NOTHING = { folders: [], sentFolder: null };

/** Signs in as reading would, with what is given or what is set, opens the folder, and says what is wrong; nothing is read and nothing saved. */
export async function testImap(deps: FetchingDeps, door: Before, input: InputOf<typeof operation>): Promise<ImapTest> {
  let folders: string[] = [];
  let sentFolder: string | null = null;
  try {
    const account = await accountToTry(deps, door, input);
    if (account === null) return { fault: 'not-configured', answer: null, ...NOTHING };
    const session = await signIn(deps, account);
    try {
      ({ names: folders, sent: sentFolder } = await session.folders());
      await session.open(account.folder);
    } finally {
      await session.close();
    }
    return { fault: null, answer: null, folders, sentFolder };
  } catch (error) {
    if (!(error instanceof ImapFailure)) throw error;
    return { fault: error.fault, answer: error.answer, folders, sentFolder };
  }
}

function accountToTry({ key }: FetchingDeps, door: Before, { mailboxId, server }: InputOf<typeof operation>): Promise<Tried | null> {
  return door.transaction(
    door.actor,
    async (ctx) => {
      const known = await readMailbox(ctx, mailboxId);
      if (!server) return known && { ...accountOf(known, key), folder: known.folder };
      const { mailMayUseInternalHosts: allowsInternal } = await getSettings(ctx);
      const { secret, ...given } = server;
      // The kept secret is for the server it was typed for: never for one that is only being tried.
      const isSame = known?.host === given.host && known.login === given.login && known.signIn === given.signIn;
      const isSameToken = known?.oauth?.tokenUrl === given.oauth?.tokenUrl;
      const kept = known && isSame && isSameToken ? accountOf(known, key).secret : null;
      return { ...given, secret: secret === undefined ? kept : secret, allowsInternal };
    },
    { readOnly: true },
  );
}
