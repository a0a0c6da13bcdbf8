import { timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import type { Registry } from 'prom-client';

export interface ProbeDeps {
  /** Resolves when the database answers; rejects otherwise. */
  database: () => Promise<void>;
  /** Seconds the oldest unstamped event has waited. */
  stamperLagSeconds: () => Promise<number>;
  metrics: Registry;
  metricsToken: string | undefined;
}

function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  // A reverse proxy on this machine also connects from loopback; what it forwards came from outside.
  const isForwarded = request.get('x-forwarded-for') !== undefined || request.get('forwarded') !== undefined;
  return !isForwarded && (address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1');
}
function hasToken(request: Request, token: string | undefined): boolean {
  const given = Buffer.from(request.get('authorization')?.replace(/^Bearer /, '') ?? '');
  const wanted = Buffer.from(token ?? '');
  return token !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** A database that hangs must not hang the probe. */
function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), 2000).unref();
  });
  return Promise.race([work, late]);
}

/** `/healthz` (the process lives), `/readyz` (database and stamper work), `/metrics` (Prometheus; a token off loopback). */
export function probes(deps: ProbeDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ ok: true }));
  router.get('/readyz', async (_request, response) => {
    try {
      const lag = await inTime(deps.database().then(() => deps.stamperLagSeconds()));
      response.status(lag < 5 ? 200 : 503).json({ ok: lag < 5, stamperLagSeconds: lag });
    } catch {
      response.status(503).json({ ok: false, reason: 'the database does not answer' });
    }
  });
  router.get('/metrics', async (request, response) => {
    if (!isLoopback(request) && !hasToken(request, deps.metricsToken)) {
      response.status(403).type('text/plain').send('Metrics need METRICS_TOKEN from beyond this machine.');
      return;
    }
    response.type(deps.metrics.contentType).send(await deps.metrics.metrics());
  });
  return router;
}
