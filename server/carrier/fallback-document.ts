import type { IncomingMessage, ServerResponse } from 'node:http';
import { urlOf } from './rest/http-body.js';

/** How long a caller rings on (or, answered already, hears nothing) before the application is asked again. */
const PAUSE_SECONDS = 3;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** True for the carrier's own document that keeps a caller while the application is away: `/fallback?to=URL`. */
export function isFallback(request: IncomingMessage): boolean {
  return request.url?.startsWith('/fallback?') ?? false;
}

/** Answers with a pause and the way back to `to`; while nobody is there the carrier comes here again. What a TwiML Bin does at Twilio. */
export function answerFallback(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const to = urlOf(request).searchParams.get('to') ?? '';
  const twiml = `<Response><Pause length="${PAUSE_SECONDS}"/><Redirect method="POST">${escaped(to)}</Redirect></Response>`;
  response.writeHead(/^https?:/.test(to) ? 200 : 400, { 'content-type': 'text/xml' }).end(twiml);
}
