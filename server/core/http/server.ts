import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { AppError } from '../errors.js';
import { errorHandler, sendError } from './errors.js';

export interface HttpServerDeps {
  log: Logger;
  operations: Router;
  webhooks: Router;
  /** The document of the API; made when it is asked for. */
  openApi: () => object;
  probes: Router;
  /** Public files of features by unguessable name (announcements the carrier plays). */
  media: (name: string) => Promise<{ mediaType: string; content: Buffer } | null>;
  /** True when a reverse proxy is said to stand in front (PUBLIC_URL). */
  isProxied: boolean;
  /** Folder of the built client, or null when only the API is served (tests). */
  clientDir: string | null;
}

/** The express application: order matters and is the whole point of this file. */
export function httpServer(deps: HttpServerDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // A TLS proxy on this machine (or, with PUBLIC_URL, on the private network) tells the caller's address; nobody else is believed.
  app.set('trust proxy', deps.isProxied ? ['loopback', 'linklocal', 'uniquelocal'] : ['loopback']);
  app.use((_request, response, next) => {
    response.locals['requestId'] = randomUUID();
    response.setHeader('X-Request-Id', response.locals['requestId']);
    next();
  });
  app.use(deps.probes);
  app.use(deps.webhooks);
  app.get('/media/:name', async (request, response) => {
    const file = await deps.media(String(request.params['name']));
    if (!file) return void response.status(404).end();
    response
      .set({ 'Content-Type': file.mediaType, 'Cache-Control': 'public, max-age=31536000, immutable', 'X-Content-Type-Options': 'nosniff' })
      .send(file.content);
  });
  app.use(securityHeaders());
  app.use(compression({ threshold: 1024 }));
  const api = express.Router();
  api.get('/openapi.json', (_request, response) => void response.json(deps.openApi()));
  api.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  api.use(express.json({ limit: '1mb' }));
  api.use(deps.operations);
  api.use((_request, response) =>
    sendError(response, new AppError('NOT_FOUND', 'There is no such operation.'), String(response.locals['requestId'])),
  );
  app.use('/api/v1', api);
  if (deps.clientDir) serveClient(app, deps.clientDir);
  app.use(errorHandler(deps.log));
  return app;
}

/** A strict policy: own scripts only, no inline, no framing. Twilio's voice SDK needs its signalling hosts and media events. */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Vue sets element styles through the CSSOM, which this policy allows; style attributes in markup stay forbidden.
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:', 'data:', 'https://sdk.twilio.com', 'https://media.twiliocdn.com'],
        // The simulated phone talks through this server, the real one to Twilio.
        connectSrc: ["'self'", 'https://*.twilio.com', 'wss://*.twilio.com'],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // TLS ends at the proxy, which also sets HSTS when the operator wants it.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

function serveClient(app: Express, dir: string): void {
  app.use('/assets', express.static(join(dir, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: false }));
  app.use(express.static(dir, { index: false, maxAge: 0 }));
  const index = join(dir, 'index.html');
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html') || !existsSync(index)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}
