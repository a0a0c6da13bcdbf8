import { cleanAddress } from '../mime/addresses.js';
import { nestedHeaders } from '../mime/attachments.js';
import type { Leaf } from '../mime/collector.js';
import type { Headers } from '../mime/header-fields.js';
import type { BounceRecipient } from '../port.js';

const complained = (address: string): BounceRecipient => ({ address, status: null, reason: 'feedback', diagnostic: '', hard: false });

/** Recipients of an abuse report (RFC 5965); the header of the mail complained about names them where the report does not. */
export function readComplaint(leaf: Leaf, original: Headers | null): BounceRecipient[] {
  const report = nestedHeaders(leaf.bytes);
  const named = ['removal-recipient', 'original-rcpt-to'].flatMap((name) => report.all(name)).map(cleanAddress);
  const unique = [...new Set(named.filter((address) => address.includes('@')))];
  const to = cleanAddress(original?.raw('to') ?? '');
  const addresses = unique.length > 0 ? unique : [to];
  const kind = report.text('feedback-type');
  return addresses.map((address) => ({ ...complained(address), diagnostic: kind && `Feedback-Type: ${kind}` }));
}

interface SnsRecipient {
  emailAddress?: unknown;
  status?: unknown;
  diagnosticCode?: unknown;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The notification an Amazon SES topic mails as JSON; null when the text is none. */
export function readSesNotification(body: string): {
  kind: 'complaint' | 'failure' | 'success';
  recipients: { address: string; status: string | null; diagnostic: string }[];
  messageId: string | null;
} | null {
  if (!body.includes('notificationType')) return null;
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  try {
    const outer = JSON.parse(json.replace(/\n ?/g, '')) as Record<string, unknown>;
    const inner = (typeof outer['Message'] === 'string' ? JSON.parse(outer['Message']) : outer) as Record<
      string,
      Record<string, unknown> | undefined
    >;
    const about = inner['bounce'] ?? inner['complaint'] ?? inner['delivery'] ?? {};
    const list = (about['bouncedRecipients'] ?? about['complainedRecipients'] ?? about['recipients'] ?? []) as (SnsRecipient | string)[];
    return {
      kind: inner['complaint'] ? 'complaint' : inner['delivery'] ? 'success' : 'failure',
      recipients: list.map((item) =>
        typeof item === 'string'
          ? { address: item, status: null, diagnostic: text(about['smtpResponse']) }
          : { address: text(item.emailAddress), status: text(item.status) || null, diagnostic: text(item.diagnosticCode) },
      ),
      messageId: text(inner['mail']?.['messageId']) || null,
    };
  } catch {
    return null;
  }
}
