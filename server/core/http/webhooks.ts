import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Webhook, WebhookAnswer, WebhookRequest } from './webhook.js';

export interface WebhookRouterDeps {
  /** Checks the provider's signature over the URL as the provider called it. Handed in by app.ts. */
  verify: (request: { url: string; params: Record<string, string | string[]>; signature: string | undefined }) => Promise<boolean>;
  /** False while nothing is there to check signatures with. */
  isConnected: () => boolean;
  clock: Clock;
  log: Logger;
}

const strings = (source: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(source).map(([key, value]) => [key, Array.isArray(value) ? String(value.at(-1)) : String(value)]));

/** All provider callbacks: nobody connected (yet) → 503, which the carrier repeats; unsigned → 403, malformed → 400, a failing TwiML request → its safe answer, never a crash. */
export function webhookRouter(webhooks: readonly Webhook[], deps: WebhookRouterDeps): Router {
  const router = Router({ caseSensitive: true });
  const form = express.urlencoded({ extended: false, limit: '256kb' });
  router.use('/twilio', (request, response, next) => {
    if (request.method === 'GET') return next();
    if (!request.is('application/x-www-form-urlencoded')) return refuse(response, 400, 'Callbacks are form-encoded.');
    form(request, response, (error?: unknown) => (error ? refuse(response, 400, 'The form could not be read.') : next()));
  });
  router.use('/twilio', (request, response, next) => void checkSignature(deps, { request, response, next }));
  for (const webhook of webhooks) {
    const method = webhook.method === 'POST' ? 'post' : 'get';
    router[method](webhook.path, (request, response) => answer(webhook, deps, request, response));
  }
  router.use('/twilio', (_request, response) => refuse(response, 404, 'There is no such callback.'));
  return router;
}

function refuse(response: Response, status: 400 | 403 | 404 | 503, message: string): void {
  response.status(status).type('text/plain').send(message);
}

async function checkSignature(deps: WebhookRouterDeps, http: { request: Request; response: Response; next: NextFunction }): Promise<void> {
  const { request, response, next } = http;
  if (!deps.isConnected()) return refuse(response, 503, 'No telephone network is connected.');
  try {
    const params = request.method === 'GET' ? {} : ((request.body ?? {}) as Record<string, string | string[]>);
    const isGenuine = await deps.verify({ url: request.originalUrl, params, signature: request.get('x-twilio-signature') });
    if (isGenuine) return next();
    deps.log.warn(
      { path: request.path, hasSignature: request.get('x-twilio-signature') !== undefined },
      'callback refused: signature does not match',
    );
  } catch (error) {
    deps.log.warn({ err: error, path: request.path }, 'callback refused: signature could not be checked');
  }
  refuse(response, 403, 'The signature does not match. Check PUBLIC_URL and the auth token.');
}

async function answer(webhook: Webhook, deps: WebhookRouterDeps, request: Request, response: Response): Promise<void> {
  const facts: WebhookRequest = {
    url: request.originalUrl,
    path: request.path,
    query: strings(request.query as Record<string, unknown>),
    params: strings((request.body ?? {}) as Record<string, unknown>),
    pathParams: strings(request.params),
    idempotencyToken: request.get('i-twilio-idempotency-token') ?? null,
    receivedAt: deps.clock.now(),
  };
  const run = async () => webhook.run(facts);
  const sent = await run().catch((error: unknown): WebhookAnswer | null => {
    deps.log.error({ err: error, path: request.path, callSid: facts.params['CallSid'] }, 'callback failed');
    return webhook.onError?.(facts) ?? null;
  });
  if (!sent) response.status(503).end();
  else if (sent.xml !== undefined) response.status(sent.status).type('text/xml').send(sent.xml);
  else response.status(sent.status).end();
}
