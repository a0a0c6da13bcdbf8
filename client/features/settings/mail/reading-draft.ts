import type { setMailboxFetching, testImap } from '../../../../shared/contract/fetching';
import type { MailboxFetching } from '../../../../shared/models/fetching';
import type { InputOf } from '../../../../shared/operation';
import { t } from '../../../core/i18n';
import { orNull, type ServerDraft, serverFaults } from './server-fields';

/** How a mailbox is read, as it is typed. */
export interface ReadingDraft {
  isOn: boolean;
  server: ServerDraft;
  signIn: MailboxFetching['signIn'];
  tenant: string;
  clientId: string;
  tokenUrl: string;
  folder: string;
  begins: MailboxFetching['begins'];
  after: MailboxFetching['after']['do'];
  moveTo: string;
  sentBy: MailboxFetching['sent']['by'];
  sentFolder: string;
}

/** The draft of what is set, or of a new one for that address. */
export function readingDraft(fetching: MailboxFetching | undefined, address: string): ReadingDraft {
  const { after, sent, oauth } = fetching ?? {};
  return {
    isOn: fetching?.isOn ?? true,
    server: {
      host: fetching?.host ?? '',
      port: String(fetching?.port ?? 993),
      security: fetching?.security ?? 'tls',
      login: fetching?.login ?? address,
      secret: '',
    },
    signIn: fetching?.signIn ?? 'password',
    ...{ tenant: oauth?.tenant ?? '', clientId: oauth?.clientId ?? '', tokenUrl: oauth?.tokenUrl ?? '' },
    ...{ folder: fetching?.folder ?? 'INBOX', begins: fetching?.begins ?? 'new' },
    ...{ after: after?.do ?? 'seen', moveTo: after?.folder ?? '', sentBy: sent?.by ?? 'nobody', sentFolder: sent?.folder ?? '' },
  };
}

/** What is wrong with a draft, by field; empty when nothing is. */
export function readingFaults(draft: ReadingDraft, hasSecret: boolean): Record<string, string> {
  const faults = serverFaults(draft.server);
  const needed = { login: draft.server.login, folder: draft.folder, ...(draft.after === 'move' ? { moveTo: draft.moveTo } : {}) };
  const oauth = draft.signIn === 'microsoft' ? { tenant: draft.tenant, clientId: draft.clientId } : {};
  for (const [key, value] of Object.entries({ ...needed, ...oauth })) if (value.trim() === '') faults[key] = t('settings.mail.needed');
  if (!hasSecret && draft.server.secret === '') faults['secret'] = t('settings.mail.needed');
  if (draft.tokenUrl.trim() !== '' && !/^https?:\/\/\S+$/.test(draft.tokenUrl.trim())) faults['tokenUrl'] = t('settings.urlFault');
  return faults;
}

type Tried = NonNullable<InputOf<typeof testImap>['server']>;

/** What a test is asked with. A secret that was not typed is left out: the kept one is used. */
export function triedServer(draft: ReadingDraft): Tried {
  const { host, port, security, login, secret } = draft.server;
  const oauth = { tenant: orNull(draft.tenant), clientId: orNull(draft.clientId), tokenUrl: orNull(draft.tokenUrl) };
  return {
    ...{ host: host.trim(), port: Number(port), security, login: login.trim(), signIn: draft.signIn, folder: draft.folder.trim() },
    ...{ oauth: draft.signIn === 'password' ? null : oauth, ...(secret === '' ? {} : { secret }) },
  };
}

/** What is saved. */
export function savedReading(draft: ReadingDraft): Omit<InputOf<typeof setMailboxFetching>, 'mailboxId' | 'version'> {
  const { isOn, begins, after, moveTo, sentBy, sentFolder } = draft;
  return {
    ...{ ...triedServer(draft), isOn, begins },
    ...{
      after: { do: after, folder: after === 'move' ? orNull(moveTo) : null },
      sent: { by: sentBy, folder: sentBy === 'nobody' ? null : orNull(sentFolder) },
    },
  };
}
