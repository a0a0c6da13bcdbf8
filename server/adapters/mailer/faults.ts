import { InternalHost } from '../net/internal-address.js';
import { FileGone } from './build-message.js';
import type { RecipientAnswer, SmtpFault } from './port.js';

/** What nodemailer's errors carry. */
export interface SmtpError {
  code: string;
  command: string;
  message: string;
  response: string;
  responseCode: number | null;
  rejected: readonly SmtpError[];
  recipient: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Reads an error of nodemailer, whatever it carries. */
export function readError(error: unknown): SmtpError {
  const given: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  const code = given['responseCode'];
  const rejected = given['rejectedErrors'];
  return {
    code: text(given['code']),
    command: text(given['command']),
    message: error instanceof Error ? error.message : String(error),
    response: text(given['response']),
    responseCode: typeof code === 'number' ? code : null,
    rejected: Array.isArray(rejected) ? rejected.map(readError) : [],
    recipient: text(given['recipient']),
  };
}

/** The server's own words; ours about the connection where it said nothing. */
export function wordsOf({ response, message }: SmtpError): string {
  return (response || message).trim().slice(0, 2000);
}

const CERTIFICATE = /certificate|self[- ]signed|altnames|unable to verify/i;

/** Which kind of fault it is. */
export function faultOf(raw: unknown): SmtpFault {
  if (raw instanceof InternalHost) return 'internal-host';
  if (raw instanceof FileGone) return 'unreadable-file';
  const { code, command, message, responseCode } = readError(raw);
  if (code === 'EAUTH' || /^AUTH/.test(command)) return 'login-refused';
  if (CERTIFICATE.test(message)) return 'certificate';
  if (code === 'ETLS' || command === 'STARTTLS' || /wrong version number/i.test(message)) return 'no-tls';
  if (['ENOTFOUND', 'EAI_AGAIN', 'EDNS'].includes(code)) return 'unknown-host';
  if (code === 'ETIMEDOUT' || /timeout/i.test(message)) return 'timeout';
  if (code === 'EPROTOCOL') return 'not-smtp';
  if (code === 'ESTREAM') return 'unreadable-file';
  return responseCode === null ? 'no-connection' : 'refused';
}

/** Refused for good: a 5xx about the mail itself. A login or a connection may be repaired, so those are tried again. */
export function isPermanent(raw: unknown): boolean {
  const { responseCode } = readError(raw);
  return responseCode !== null && responseCode >= 500 && faultOf(raw) === 'refused';
}

/** What a refused recipient's answer means. Neither 4xx nor 5xx: not now. */
export function refusal(error: SmtpError): RecipientAnswer {
  const isForGood = error.responseCode !== null && error.responseCode >= 500;
  return { address: error.recipient, state: isForGood ? 'refused' : 'waiting', answer: wordsOf(error) };
}
