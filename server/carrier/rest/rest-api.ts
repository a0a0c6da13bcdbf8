import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { accountRoutes, presentAccount } from './account.rest.js';
import { applicationRoutes } from './applications.rest.js';
import { authenticate } from './authenticate.js';
import { callRoutes } from './calls.rest.js';
import { conferenceRoutes } from './conferences.rest.js';
import { readBody, sendJson, urlOf } from './http-body.js';
import { numberRoutes } from './numbers.rest.js';
import { participantRoutes } from './participants.rest.js';
import { queueRoutes } from './queues.rest.js';
import { ok, type RestAnswer, type RestRequest } from './rest-request.js';
import { strikeAfter, strikeBefore } from './rest-trouble.js';
import { findRoute, type RestRoute } from './route.js';

const ROUTES: readonly RestRoute[] = [
  ...callRoutes,
  ...conferenceRoutes,
  ...participantRoutes,
  ...queueRoutes,
  ...numberRoutes,
  ...applicationRoutes,
  ...accountRoutes,
];
const PREFIX = /^\/2010-04-01\/Accounts\/([^/]+?)(?:\/(.*?))?(?:\.json)?$/;

/** The REST API. */
export class RestApi {
  #open = 0;
  /** When the application last asked for anything, on the wall clock. */
  lastAskedAt = 0;

  constructor(
    readonly net: Network,
    readonly limits: { concurrency: number },
  ) {}

  /** Answers one request, by whatever faults are in force. Never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#open += 1;
    this.lastAskedAt = Date.now();
    try {
      await this.#answer(request, response);
    } catch (error) {
      const refusal = error instanceof RestError ? error : new RestError(20500);
      if (!(error instanceof RestError))
        this.net.trace.add('carrier.defect', undefined, { error: error instanceof Error ? error.stack : String(error) });
      this.#trace(request, refusal.status, refusal.code);
      sendJson(response, refusal.status, refusal.body());
    } finally {
      this.#open -= 1;
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url, body } = await this.#read(request);
    const subject = { method: request.method, path: url.pathname, ...Object.fromEntries(body) };
    if (this.#open > this.limits.concurrency) throw new RestError(20429);
    const asAccount = authenticate(this.net.account, request.headers.authorization);
    if (await strikeBefore(this.net, subject, response)) return;
    const answer = this.#dispatch({ method: request.method ?? 'GET', url, form: body, asAccount });
    this.#trace(request, answer.status);
    if (await strikeAfter(this.net, subject, response)) return;
    sendJson(response, answer.status, answer.body);
  }

  async #read(request: IncomingMessage): Promise<{ url: URL; body: URLSearchParams }> {
    const url = urlOf(request);
    const text = await readBody(request);
    const type = request.headers['content-type'] ?? '';
    if (request.method === 'POST' && text !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
      throw new RestError(20001, `Unsupported content type: ${type}`);
    }
    return { url, body: new URLSearchParams(text) };
  }

  #dispatch(asked: { method: string; url: URL; form: URLSearchParams; asAccount: boolean }): RestAnswer {
    const { pathname } = asked.url;
    const [, account, path] = PREFIX.exec(pathname) ?? [];
    if (account !== this.net.account.accountSid) throw notFound(pathname);
    if (path === undefined) return this.#account(asked.method, asked.asAccount);
    const { route, names } = findRoute(ROUTES, asked.method, path);
    const request: RestRequest = { method: asked.method, path: pathname, query: asked.url.searchParams, form: asked.form, names };
    return route.run(this.net, request);
  }

  /** An API key may do everything but read the account itself, as at Twilio. */
  #account(method: string, asAccount: boolean): RestAnswer {
    if (method !== 'GET') throw new RestError(20004);
    if (!asAccount) throw new RestError(20003);
    return ok(presentAccount(this.net));
  }

  #trace(request: IncomingMessage, status: number, code?: number): void {
    this.net.trace.add('rest', undefined, { method: request.method, path: request.url, status, ...(code === undefined ? {} : { code }) });
  }
}
