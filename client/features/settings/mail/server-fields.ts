import { t } from '../../../core/i18n';

/** How a connection is secured. */
export type Security = 'tls' | 'starttls' | 'none';

/** What of a mail server is the same for reading and for sending; all as typed. */
export interface ServerDraft {
  host: string;
  port: string;
  security: Security;
  login: string;
  secret: string;
}

/** Usual ports (RFC 8314). */
export const PORTS = { imap: { tls: 993, starttls: 143, none: 143 }, smtp: { tls: 465, starttls: 587, none: 25 } } as const;

/** The choices of security in words. */
export function securityOptions(): { value: Security; label: string }[] {
  return (['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(`settings.mail.security.${value}`) }));
}

/** What is wrong with typed host and port, by field; empty when nothing is. */
export function serverFaults({ host, port }: ServerDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (!/^[^\s/@]+$/.test(host.trim())) faults['host'] = t('settings.mail.hostFault');
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) faults['port'] = t('settings.range', { min: 1, max: 65_535 });
  return faults;
}

/** A typed text, or null for none. */
export const orNull = (value: string): string | null => (value.trim() === '' ? null : value.trim());
