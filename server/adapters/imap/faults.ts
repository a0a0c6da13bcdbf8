import type { ImapFault } from '../../../shared/models/fetching.js';
import { InternalHost } from '../net/internal-address.js';
import { ImapFailure } from './port.js';

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const CERTIFICATE = /certificate|self[- ]signed|altnames|unable to verify/i;
const NO_TLS = /wrong version number|does not support STARTTLS|packet length too long|ssl3_get_record/i;
/** Gmail, Microsoft 365 and Dovecot, in this order. */
const DISABLED = /not enabled for imap|authenticated but not connected|imap4?(rev1)? (access |use )?(is |has been )?(disabled|denied)/i;
/** Gmail, GMX and Yahoo to those who turned two-factor sign-in on. */
const APP_PASSWORD = /application[- ]specific password|app[- ]password|web login required/i;

interface Given {
  code: string;
  message: string;
  said: string;
  isLogin: boolean;
  isTls: boolean;
  isMissing: boolean;
  isAnswer: boolean;
}

function given(error: unknown): Given {
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  return {
    code: text(fields['code']),
    message: error instanceof Error ? error.message : String(error),
    said: text(fields['responseText']) || text(fields['reason']),
    isLogin: fields['authenticationFailed'] === true,
    isTls: fields['tlsFailed'] === true,
    isMissing: fields['mailboxMissing'] === true || /^(NONEXISTENT|TRYCREATE)$/.test(text(fields['serverResponseCode'])),
    isAnswer: text(fields['responseStatus']) !== '',
  };
}

function faultOf({ code, message, said, isLogin, isTls, isMissing, isAnswer }: Given): ImapFault {
  if (DISABLED.test(said)) return 'imap-disabled';
  if (APP_PASSWORD.test(said)) return 'app-password';
  if (isLogin) return 'login-refused';
  if (isMissing) return 'no-folder';
  if (CERTIFICATE.test(message) || /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'certificate';
  if (isTls || NO_TLS.test(message) || code === 'EPROTO') return 'no-tls';
  if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'].includes(code)) return 'unknown-host';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return code === 'GREETING_TIMEOUT' ? 'not-imap' : 'timeout';
  if (/^(ParserError|InvalidResponse|UnexpectedTag|MissingTag|LineTooLarge)/.test(code)) return 'not-imap';
  return isAnswer ? 'refused' : 'no-connection';
}

/** A failure of the connection in our words, whatever the library threw. */
export function readFailure(error: unknown): ImapFailure {
  if (error instanceof ImapFailure) return error;
  if (error instanceof InternalHost) return new ImapFailure('internal-host', error.message);
  const known = given(error);
  return new ImapFailure(faultOf(known), (known.said || known.message).trim().slice(0, 2000));
}
