import { randomUUID } from 'node:crypto';
import { createToken } from '../../shared/contract/auth.js';
import type { MailReceipt } from '../../shared/models/mail.js';
import type { TestApp } from './app.js';
import type { TestAccount } from './factories.js';

export interface MailParts {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  /** Without angle brackets; null leaves the header out. */
  id?: string | null;
  inReplyTo?: string;
  references?: string[];
  /** Further header lines. */
  headers?: string[];
}

const bracketed = (ids: readonly string[]) => ids.map((id) => `<${id}>`).join(' ');

/** One plain mail as it travels. */
export function mailText(parts: MailParts = {}): string {
  const {
    from = 'Petra Kurz <petra.kurz@kunde.example>',
    to = 'support@haus.example',
    subject = 'Frage',
    text = 'Wann kommt die Ware?',
  } = parts;
  const id = parts.id === undefined ? `${randomUUID()}@kunde.example` : parts.id;
  return [
    'Received: from mx.kunde.example by mx.haus.example; Mon, 23 Nov 2026 08:00:00 +0000',
    ...[`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, 'Date: Mon, 23 Nov 2026 08:00:00 +0000', 'MIME-Version: 1.0'],
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    ...(parts.inReplyTo === undefined ? [] : [`In-Reply-To: <${parts.inReplyTo}>`]),
    ...(parts.references ? [`References: ${bracketed(parts.references)}`] : []),
    ...(parts.headers ?? []),
    ...(parts.headers?.some((line) => line.startsWith('Content-Type:')) ? [] : ['Content-Type: text/plain; charset=utf-8']),
    ...['', text, ''],
  ].join('\r\n');
}

/** Delivers a mail through the gateway, with a token or a session. */
export interface Gateway {
  post(raw: string, query?: string): Promise<{ status: number; receipt: MailReceipt; json: unknown }>;
  deliver(parts?: MailParts): Promise<MailReceipt>;
}

/** A gateway with an API token that may do nothing but deliver mail. */
export async function openGateway(t: TestApp, admin: TestAccount): Promise<Gateway> {
  const { secret } = await t.api(createToken, { name: 'mx', scopes: ['mail'] }, { as: admin });
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'message/rfc822' };
  const post: Gateway['post'] = async (raw, query = '') => {
    const answer = await t.send('POST', `/api/v1/mail${query}`, { headers, body: raw });
    return { status: answer.status, json: answer.json, receipt: answer.json as MailReceipt };
  };
  return {
    post,
    async deliver(parts) {
      const { status, receipt, json } = await post(mailText(parts));
      if (status !== 200) throw new Error(`the gateway answered ${status}: ${JSON.stringify(json)}`);
      return receipt;
    },
  };
}

/** A delivery status notification (RFC 3464) about a mail of ours. */
export function deliveryReport(about: { originalId: string; address: string; action: 'failed' | 'delayed'; status: string }): MailParts {
  const { originalId, address, action, status } = about;
  const said = action === 'failed' ? `550 ${status} <${address}>: user unknown` : `451 ${status} connection timed out`;
  const fields = [`Final-Recipient: rfc822; ${address}`, `Action: ${action}`, `Status: ${status}`, `Diagnostic-Code: smtp; ${said}`];
  const parts = [
    ['Content-Type: text/plain', '', 'Your mail could not be delivered.'],
    ['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.gmx.example', '', ...fields],
    ['Content-Type: text/rfc822-headers', '', `Message-ID: <${originalId}>`, 'From: support@haus.example', 'Subject: Re: Frage'],
  ];
  return {
    from: 'MAILER-DAEMON@mx.gmx.example',
    subject: 'Undelivered Mail Returned to Sender',
    headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    text: `${parts.map((lines) => `--b\r\n${lines.join('\r\n')}\r\n`).join('\r\n')}\r\n--b--`,
  };
}

/** What a mail of ours has besides its words when it is only written down: no files, nothing sent yet. */
export const PLAIN_OUTGOING = {
  body: { text: '', html: null },
  attachments: [],
  isAutomatic: false,
  progress: { heldUntil: '2026-11-23T08:00:10.000Z', attempts: 0, nextAt: null, sentAt: null, answer: null, recipients: [] },
};
