import { type Request, type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Operation } from '../../../shared/operation.js';
import type { Clock } from '../clock.js';
import { type Actor, type Ctx, systemActor, type Transaction } from '../context.js';
import { AppError } from '../errors.js';
import { checkShape } from '../shape.js';
import { sendError } from './errors.js';
import { FileAnswer, sendFile } from './file-answer.js';
import type { HttpFacts } from './http-facts.js';
import { inputHash, once } from './idempotency.js';
import { parseInput } from './input.js';
import { refuseForeign } from './origin.js';
import { httpFacts } from './request-facts.js';
import type { Route } from './route.js';

/** Finds out who asks: by session cookie or by `Authorization: Bearer`. Null for nobody. Handed in by app.ts. */
export type Authenticate = (credentials: {
  cookie: (name: string) => string | undefined;
  bearer: string | null;
  ip: string;
  /** Only asking, not acting: does not keep an idle session alive. */
  isPassive?: boolean;
}) => Promise<Actor | null>;

export interface OperationRouterDeps {
  transaction: Transaction;
  authenticate: Authenticate;
  clock: Clock;
  publicUrl: () => string | undefined;
  /** In tests every answer is parsed by the operation's own output schema. */
  checksOutput: boolean;
  onDone: (operation: string, status: number, seconds: number) => void;
}

const bearerOf = (header: string | undefined) => (header?.startsWith('Bearer ') ? header.slice(7).trim() : null);

/** All operations as one router below `/api/v1`: the only place where HTTP becomes a command. */
export function operationRouter(routes: readonly Route[], deps: OperationRouterDeps): Router {
  const router = Router({ caseSensitive: true });
  for (const route of routes) {
    const method = route.operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    const limits = route.perMinute === undefined ? [] : [limiter(route.perMinute, route.countsFailuresOnly ?? false)];
    router[method](route.operation.path, ...limits, async (request, response) => {
      const started = performance.now();
      response.once('finish', () => deps.onDone(route.operation.id, response.statusCode, (performance.now() - started) / 1000));
      await handle(route, deps, request, response);
    });
  }
  return router;
}

function limiter(perMinute: number, skipSuccessfulRequests: boolean) {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    // An office behind one address signs in together at eight; only failures look like guessing.
    skipSuccessfulRequests,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) =>
      sendError(
        response,
        new AppError('TOO_MANY_REQUESTS', 'Too many attempts from this address. Wait a minute and try again.'),
        String(response.locals['requestId'] ?? ''),
      ),
  });
}

async function handle(route: Route, deps: OperationRouterDeps, request: Request, response: Response): Promise<void> {
  const { operation } = route;
  const publicUrl = deps.publicUrl();
  const http = httpFacts(request, response, publicUrl?.startsWith('https:') ?? false);
  const bearer = bearerOf(request.get('authorization'));
  if (operation.method !== 'GET' && bearer === null) {
    refuseForeign({ origin: request.get('origin'), host: request.get('host'), marker: request.get('x-ringback') }, publicUrl);
  }
  const actor = await actorFor(operation, deps, { http, bearer });
  refuseOtherFormats(operation, request);
  const input = parseInput(operation, { params: request.params, query: request.query as Record<string, unknown>, body: request.body });
  const key = request.get('idempotency-key');
  if (key !== undefined && !/^[\w-]{8,80}$/.test(key))
    throw new AppError('INVALID_INPUT', 'An Idempotency-Key has 8 to 80 letters, digits, dashes or underscores.');
  const requestId = String(response.locals['requestId'] ?? '');
  const answer = await (route.serve ? serve : transact)(route, deps, { actor, input, http, key, requestId });
  if (answer instanceof FileAnswer) return sendFile(answer, { request, response });
  if (deps.checksOutput) checkShape(operation.output, answer, `answer of ${operation.id}`);
  http.flushCookies();
  response.json(answer ?? {});
}

interface Asked {
  actor: Actor;
  input: Record<string, unknown>;
  http: HttpFacts;
  key: string | undefined;
  requestId: string;
}

async function transact(route: Route, deps: OperationRouterDeps, { actor, input, http, key, requestId }: Asked): Promise<unknown> {
  const prepared = await route.before?.({ actor, transaction: deps.transaction }, input, http);
  const run = (ctx: Ctx) => runChecked(route, ctx, { input, http, key, prepared: prepared ?? {} });
  return deps.transaction(actor, run, {
    readOnly: route.operation.method === 'GET',
    requestId,
    ...(key === undefined ? {} : { opId: key }),
  });
}

async function serve(route: Route, deps: OperationRouterDeps, { actor, input, http, requestId }: Asked): Promise<unknown> {
  const mayDo = await deps.transaction(actor, async (ctx) => route.can(ctx, input), { readOnly: true, requestId });
  if (!mayDo) throw refused(route);
  return route.serve?.({ actor, transaction: deps.transaction }, input, http);
}

const refused = (route: Route) => new AppError('FORBIDDEN', `You may not do this (${route.operation.id}).`);

/** A body in another format would count as no body at all, and the complaint would be about missing fields. */
function refuseOtherFormats(operation: Operation, request: Request): void {
  if (operation.body && request.is('*/*') && !request.is('json'))
    throw new AppError('INVALID_INPUT', 'The body must be JSON, with Content-Type: application/json.');
  if (operation.rawBody && !request.is(operation.rawBody))
    throw new AppError('INVALID_INPUT', `The body must be one message, with Content-Type: ${operation.rawBody}.`);
}

async function actorFor(operation: Operation, deps: OperationRouterDeps, from: { http: HttpFacts; bearer: string | null }): Promise<Actor> {
  if (operation.access === 'public') return systemActor('public');
  const actor = await deps.authenticate({ cookie: from.http.cookie, bearer: from.bearer, ip: from.http.ip });
  if (!actor)
    throw new AppError(
      'NOT_SIGNED_IN',
      from.bearer ? 'This API token is unknown or revoked.' : 'Sign in first; the session may have ended.',
    );
  if (actor.kind === 'agent' && actor.scopes !== null) {
    const needed = operation.scope ?? (operation.method === 'GET' ? 'read' : 'write');
    if (needed === 'none' || !actor.scopes.includes(needed))
      throw new AppError(
        'FORBIDDEN',
        needed === 'none' ? 'This cannot be done with an API token.' : `This API token lacks the scope "${needed}".`,
      );
  }
  return actor;
}

async function runChecked(
  route: Route,
  ctx: Ctx,
  request: { input: Record<string, unknown>; http: HttpFacts; key: string | undefined; prepared: object },
): Promise<unknown> {
  // Inside the claim: who repeats a request gets the kept answer, also when the first one took away the right to ask again.
  const run = async () => {
    if (!(await route.can(ctx, request.input))) throw refused(route);
    return route.run(ctx, { ...request.input, ...request.prepared }, request.http);
  };
  if (request.key === undefined || route.operation.method === 'GET' || route.operation.keepsAnswer === false) return run();
  const claim = { key: request.key, operation: route.operation.id, hash: inputHash(route.operation.id, request.input) };
  return (await once(ctx, claim, run)).answer;
}
