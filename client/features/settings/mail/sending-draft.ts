import type { setMailboxSending } from '../../../../shared/contract/outbox';
import type { MailboxSending } from '../../../../shared/models/mail';
import type { InputOf } from '../../../../shared/operation';
import type { ServerDraft } from './server-fields';

/** By what sending signs in: a password, the token its mailbox is read with, or not at all. */
export type Way = 'password' | 'token' | 'none';

/** How a mailbox sends, as it is typed. */
export interface SendingDraft {
  server: ServerDraft;
  way: Way;
  signatureDe: string;
  signatureEn: string;
  usesPlusAddress: boolean;
  acknowledges: boolean;
  acknowledgementDe: string;
  acknowledgementEn: string;
}

/** The draft of what is set, or of a new one for that address. */
export function sendingDraft(sending: MailboxSending | undefined, address: string): SendingDraft {
  const { signatures, acknowledgement } = sending ?? {};
  const { host = '', port = 465, security = 'tls' } = sending ?? {};
  return {
    server: { host, port: String(port), security, login: sending ? (sending.login ?? '') : address, secret: '' },
    way: sending?.login === null ? 'none' : sending?.signsInAsReading ? 'token' : 'password',
    ...{ signatureDe: signatures?.de ?? '', signatureEn: signatures?.en ?? '', usesPlusAddress: sending?.usesPlusAddress ?? false },
    ...{
      acknowledges: acknowledgement?.isOn ?? false,
      acknowledgementDe: acknowledgement?.de ?? '',
      acknowledgementEn: acknowledgement?.en ?? '',
    },
  };
}

/** What is saved. A password that was not typed is left out: the kept one stays. */
export function savedSending(
  draft: SendingDraft,
): Omit<InputOf<typeof setMailboxSending>, 'mailboxId' | 'version'> & { signsInAsReading: boolean } {
  const { host, port, security, login, secret } = draft.server;
  return {
    ...{ host: host.trim(), port: Number(port), security, login: draft.way === 'none' ? null : login.trim() },
    ...(draft.way === 'password' && secret !== '' ? { password: secret } : {}),
    ...{ signsInAsReading: draft.way === 'token', usesPlusAddress: draft.usesPlusAddress },
    signatures: { de: draft.signatureDe, en: draft.signatureEn },
    acknowledgement: { isOn: draft.acknowledges, de: draft.acknowledgementDe, en: draft.acknowledgementEn },
  };
}
