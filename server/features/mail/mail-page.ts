import { Readable } from 'node:stream';
import type { MailOriginal } from '../../../shared/models/mail.js';
import { FileAnswer } from '../../core/http/file-answer.js';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);

/** Mails are written for white paper; long words and wide tables must not run out of the frame. */
const STYLE =
  ':root{color-scheme:light}body{margin:8px;background:#fff;color:#1b1b1b;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%}pre{white-space:pre-wrap;font:inherit}a[data-mismatch]{outline:2px dashed #b3261e}';

/** What a mail may do in its frame: nothing but look. Pictures of other servers only when they were asked for. */
function policy(showsImages: boolean): string {
  return [
    ...["default-src 'none'", "style-src 'unsafe-inline'", `img-src 'self'${showsImages ? ' https: http:' : ''}`],
    ...["form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'"],
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  ].join('; ');
}

/** A mail as a page of its own: its safe HTML, or its text where it has none. */
export function mailPage({ html, text, showsImages }: MailOriginal): FileAnswer {
  const body = html || `<pre>${escaped(text)}</pre>`;
  const page = Buffer.from(`<!doctype html><html><head><meta charset="utf-8"><style>${STYLE}</style></head><body>${body}</body></html>`);
  return new FileAnswer({
    name: 'mail.html',
    contentType: 'text/html; charset=utf-8',
    open: () => Promise.resolve({ stream: Readable.from([page]), bytes: page.length }),
    page: { policy: policy(showsImages) },
  });
}
