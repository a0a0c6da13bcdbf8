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

/** What a mail of ours has besides its words when it is only written down: no files, nothing sent yet. */
export const PLAIN_OUTGOING = {
  body: { text: '', html: null },
  attachments: [],
  isAutomatic: false,
  progress: { heldUntil: '2026-11-23T08:00:10.000Z', attempts: 0, nextAt: null, sentAt: null, answer: null, recipients: [] },
};
