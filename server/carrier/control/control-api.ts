import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Network } from '../network.js';
import { sameSecret } from '../rest/authenticate.js';
import { readBody, sendJson, urlOf } from '../rest/http-body.js';
import { notFound, RestError } from '../rest-error.js';
import type { Control } from './control.js';
import { controlRoutes } from './control.routes.js';

/** The HTTP control API. Every request carries the secret in `X-Sim-Secret`; it is no part of Twilio and has no Basic credentials. */
export class ControlApi {
  constructor(
    readonly net: Network,
    readonly control: Control,
    readonly advance: (ms: number) => Promise<void>,
  ) {}

  /** Answers one request below `/_sim`. Never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const secret = request.headers['x-sim-secret'];
      if (typeof secret !== 'string' || !sameSecret(secret, this.net.account.controlSecret))
        throw new RestError(20003, 'Wrong or missing X-Sim-Secret');
      this.control.lastUsedAt = Date.now();
      const url = urlOf(request);
      const body = parseBody(await readBody(request));
      sendJson(response, 200, await this.#run(request.method ?? 'GET', url, body));
    } catch (error) {
      const refusal = error instanceof RestError ? error : new RestError(20001, error instanceof Error ? error.message : String(error));
      sendJson(response, refusal.status, refusal.body());
    }
  }

  async #run(method: string, url: URL, body: unknown): Promise<unknown> {
    const path = url.pathname.replace(/^\/_sim\//, '');
    for (const route of controlRoutes) {
      const names = route.method === method ? route.path.exec(path)?.groups : undefined;
      if (!names && !(route.method === method && route.path.test(path))) continue;
      const result = await route.run(this.control, { names: { ...names }, query: url.searchParams, body, advance: this.advance });
      return result ?? { ok: true };
    }
    throw notFound(url.pathname);
  }
}

function parseBody(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError(20001, 'The body is not JSON');
  }
}
