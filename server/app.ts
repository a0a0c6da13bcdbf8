import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { contract } from '../shared/contract/index.js';
import { room } from '../shared/rooms.js';
import type { ImapPort } from './adapters/imap/port.js';
import type { MailParser } from './adapters/mailbox/port.js';
import type { MailerPort } from './adapters/mailer/port.js';
import type { OAuthPort } from './adapters/oauth/port.js';
import type { StoragePort } from './adapters/storage/port.js';
import { proxyDevices } from './adapters/telephony/device-proxy.js';
import type { TelephonyPort } from './adapters/telephony/port.js';
import type { SimulatorAccount } from './adapters/telephony/simulator-process.js';
import { audiences } from './audiences.js';
import type { Config } from './config.js';
import type { Clock } from './core/clock.js';
import type { AgentActor } from './core/context.js';
import type { TailRow } from './core/events/tail.js';
import type { Feature } from './core/feature.js';
import { watchConnections } from './core/http/connections.js';
import { openApiDocument } from './core/http/openapi.js';
import { operationRouter } from './core/http/operations.js';
import { isOwnOrigin } from './core/http/origin.js';
import { probes } from './core/http/probes.js';
import { httpServer } from './core/http/server.js';
import { webhookRouter } from './core/http/webhooks.js';
import { type Metrics, makeMetrics } from './core/metrics.js';
import { SocketServer, type SocketServerDeps } from './core/realtime/socket-server.js';
import { Runtime } from './core/runtime.js';
import type { Deps } from './deps.js';
import { makeAuthenticate } from './features/auth/index.js';
import { makeFeatures } from './features.js';

export interface AppOptions {
  config: Config;
  url: string;
  dataSource: DataSource;
  clock: Clock;
  log: Logger;
  telephony: TelephonyPort;
  storage: StoragePort;
  mailParser: MailParser;
  mailer: MailerPort;
  imap: ImapPort;
  oauth: OAuthPort;
  startSimulator: (() => Promise<SimulatorAccount>) | null;
  /** Folder of the built client; null serves the API alone. */
  clientDir: string | null;
  /** Tells old tabs that the server is a newer one. */
  build: string;
  /** Tests: every answer is checked against its own schema. */
  checksOutput: boolean;
  /** Carries ephemera between several servers (REDIS_URL). */
  bus?: SocketServerDeps['bus'];
  /** The node session was lost for good: the process must end. */
  onLost: (reason: string) => void;
}

/** The whole product in one object, not yet listening. */
export interface App {
  server: Server;
  deps: Deps;
  runtime: Runtime;
  metrics: Metrics;
  sockets: SocketServer;
  features: readonly Feature[];
  /** Listens, then runs the boot steps. Resolves with the port. */
  start(): Promise<number>;
  /** Stops taking calls, ends the loops, closes sockets. */
  stop(): Promise<void>;
}

/** A stopping server answers what it was asked before, but not for longer than this. */
const REQUESTS_PATIENCE_MS = 5000;

/** Composition root: builds everything and hands it in. */
export function createApp(options: AppOptions): App {
  const { config, dataSource, clock, log } = options;
  const runtime = new Runtime({ ...options, audiences, isCluster: config.RINGBACK_CLUSTER, jobsAtOnce: config.RINGBACK_JOBS });
  const { transaction } = runtime;
  const metrics = makeMetrics(!clock.isManual);
  const server = createServer();
  const connections = watchConnections(server);
  const authenticate = makeAuthenticate(dataSource, clock);
  const publicUrl = () => config.PUBLIC_URL;
  const features: Feature[] = [];
  const watch = new Map<string, NonNullable<Feature['watch']>[string]>();
  const autoJoin = async (actor: AgentActor) => {
    const stay = actor.sessionId ?? actor.tokenId;
    const own = [room.agent(actor.id), ...(stay ? [room.session(stay)] : [])];
    const teams = [...new Set([...actor.teamIds, ...actor.supervisedTeamIds])].map(room.team);
    const more = await transaction(
      actor,
      async (ctx) => (await Promise.all(features.map((feature) => feature.autoJoin?.(ctx) ?? []))).flat(),
      { readOnly: true },
    );
    return [...own, room.role('agent'), ...actor.roles.map(room.role), ...teams, ...more];
  };
  const sockets = new SocketServer({
    http: server,
    log,
    dataSource,
    transaction,
    authenticate,
    publicUrl,
    tail: runtime.events.tail,
    now: () => clock.now(),
    watch,
    autoJoin,
    build: options.build,
    ...(options.bus ? { bus: options.bus } : {}),
  });
  const { telephony, storage, mailParser, mailer, imap, oauth, startSimulator } = options;
  const deps: Deps = {
    ...{ config, log, dataSource, clock, transaction, telephony, storage, mailParser, mailer, imap, oauth, metrics, startSimulator },
    realtime: sockets,
    nodeId: runtime.node.nodeId,
    isLeader: () => runtime.node.isLeader,
    ownOrigin: () => `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? config.PORT}`,
  };
  proxyDevices(server, {
    simulator: () => (telephony.account()?.kind === 'simulator' ? (telephony.account()?.restBase ?? null) : null),
    isOwnOrigin: (request) => isOwnOrigin(request.headers.origin, request.headers.host, publicUrl()),
  });
  features.push(...makeFeatures(deps));
  const roomMoves = new Map<string, 'one' | 'all'>(features.flatMap((feature) => Object.entries(feature.movesRooms ?? {})));
  for (const feature of features) for (const [kind, policy] of Object.entries(feature.watch ?? {})) watch.set(kind, policy);
  runtime.register(features, (rows) => {
    metrics.deliveredEvents(rows.length);
    deliver(sockets, rows);
    for (const { message } of rows) {
      const moves = roomMoves.get(message.type);
      if (moves !== undefined) void sockets.renewRooms(moves === 'all' ? null : message.payload.id);
    }
  });
  const routes = features.flatMap((feature) => feature.routes ?? []);
  const onDone = metrics.observeOperation;
  server.on(
    'request',
    httpServer({
      log,
      operations: operationRouter(routes, { transaction, authenticate, clock, publicUrl, checksOutput: options.checksOutput, onDone }),
      webhooks: webhookRouter(
        features.flatMap((feature) => feature.webhooks ?? []),
        {
          clock,
          log,
          isConnected: () => telephony.account() !== null,
          verify: (request) =>
            Promise.resolve(telephony.isSigned({ originalUrl: request.url, body: request.params, signature: request.signature ?? '' })),
        },
      ),
      openApi: () => openApiDocument(Object.values(contract)),
      probes: probes({
        database: async () => void (await dataSource.query('SELECT 1')),
        stamperLagSeconds: () => stamperLag(dataSource, clock),
        metrics: metrics.registry,
        metricsToken: config.METRICS_TOKEN,
      }),
      media: (name) => firstMedia(features, name),
      clientDir: options.clientDir,
      isProxied: config.PUBLIC_URL !== undefined,
    }),
  );
  return {
    server,
    deps,
    runtime,
    metrics,
    sockets,
    features,
    async start() {
      await runtime.start();
      await runtime.prepare();
      const port = await listen(server, config.PORT, config.HOST);
      await runtime.boot();
      return port;
    },
    async stop() {
      const closed = sockets.close();
      await connections.end(REQUESTS_PATIENCE_MS);
      await closed;
      await runtime.stop();
    },
  };
}

/** Who is signed out hears nothing of what comes after. */
function deliver(sockets: SocketServer, rows: readonly TailRow[]): void {
  let from = 0;
  for (const [at, { message }] of rows.entries()) {
    if (message.type !== 'session.revoked') continue;
    sockets.deliver(rows.slice(from, at + 1));
    sockets.disconnectSession(message.payload.id, 'revoked');
    from = at + 1;
  }
  sockets.deliver(rows.slice(from));
}

async function firstMedia(features: readonly Feature[], name: string): Promise<{ mediaType: string; content: Buffer } | null> {
  for (const feature of features) {
    const file = await feature.media?.(name);
    if (file) return file;
  }
  return null;
}

async function stamperLag(dataSource: DataSource, clock: Clock): Promise<number> {
  const rows: { at: Date | null }[] = await dataSource.query('SELECT min(at) AS at FROM events WHERE seq IS NULL');
  const at = rows[0]?.at;
  return at ? Math.max(0, (clock.now().getTime() - at.getTime()) / 1000) : 0;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is taken. Stop the program that has it, or start with PORT=${port + 1}.`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
