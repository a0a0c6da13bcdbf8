import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { TelephonyAccount } from '../../../server/adapters/telephony/account.js';
import { createTelephony } from '../../../server/adapters/telephony/telephony.js';
import { type Carrier, type CarrierOptions, startCarrier } from '../../../server/carrier/index.js';
import type { ManualClock } from '../../../server/core/clock.js';
import { systemActor } from '../../../server/core/context.js';
import { makeQueue, putQueueMember } from '../../../server/features/queues/index.js';
import type { createQueue } from '../../../shared/contract/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestDatabase } from '../../support/database.js';
import type { TestTeam } from '../../support/factories.js';
import { VoiceAgent } from './voice-agent.js';

/** Monday, 9:00 in Berlin. */
const START = '2026-11-23T08:00:00Z';
/** The number our callers dial. */
export const HOTLINE = '+493023125000';

export interface WorldOptions {
  quirks?: CarrierOptions['quirks'];
  oracle?: CarrierOptions['oracle'];
  queue?: Partial<InputOf<typeof createQueue>>;
  /** A carrier that is already running, e.g. while the app is started anew. */
  carrier?: Carrier;
  database?: TestDatabase;
  team?: TestTeam;
  queueId?: string;
  clock?: ManualClock;
  seed?: string;
  /** The carrier goes on calling us at the same address after a restart. */
  port?: number;
  /** The carrier is already pointed at us. */
  applicationSid?: string;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The real app and the carrier simulator, talking to each other over HTTP as with Twilio, on two manual clocks that move together. */
export class VoiceWorld {
  queueId = '';
  /** What both sides had done when nothing was left to do last. */
  #quiet = '';
  readonly agents: VoiceAgent[] = [];
  private constructor(
    readonly app: TestApp,
    readonly carrier: Carrier,
    readonly team: TestTeam,
    readonly port: number,
  ) {}

  static async start(options: WorldOptions = {}): Promise<VoiceWorld> {
    const startAt = (options.clock?.now() ?? new Date(START)).getTime();
    const carrier =
      options.carrier ??
      (await startCarrier({
        clock: 'manual',
        startAt,
        seed: options.seed ?? 'ringback',
        callsPerSecond: 100,
        ...(options.quirks ? { quirks: options.quirks } : {}),
        ...(options.oracle ? { oracle: options.oracle } : {}),
      }));
    const telephony = createTelephony();
    const port = options.port ?? (await freePort());
    const app = await startTestApp({
      telephony,
      startAt: START,
      env: { PORT: String(port) },
      ...(options.database ? { database: options.database } : {}),
      ...(options.clock ? { clock: options.clock } : {}),
    });
    const world = new VoiceWorld(app, carrier, options.team ?? (await app.team()), port);
    world.queueId = options.queueId ?? '';
    if (options.applicationSid === undefined) await world.#wire();
    else app.telephony.use(world.#account(options.applicationSid));
    if (options.queueId === undefined) await world.#makeQueue(options.queue ?? {});
    return world;
  }

  /** The app is stopped where it stands, is away for a while, and another one starts on its data. Consoles lose their sockets, callers hear on. */
  async restart(awayMs: number): Promise<VoiceWorld> {
    const { database, clock } = this.app;
    for (const agent of this.agents) agent.loseSocket();
    await this.app.stop();
    clock.move(awayMs);
    await this.carrier.clock.advance(awayMs);
    const { carrier, port, team, queueId } = this;
    const applicationSid = this.app.telephony.account()?.applicationSid ?? undefined;
    return VoiceWorld.start({ carrier, database, clock, port, team, queueId, ...(applicationSid ? { applicationSid } : {}) });
  }

  /** An agent of the app before the restart, at this one. */
  adopt(old: VoiceAgent): VoiceAgent {
    const agent = new VoiceAgent(this, old.account);
    agent.device = old.device;
    agent.voice = old.voice;
    this.agents.push(agent);
    return agent;
  }

  #account(applicationSid: string | null): TelephonyAccount {
    const { carrier } = this;
    return {
      kind: 'simulator',
      accountSid: carrier.accountSid,
      apiKeySid: carrier.apiKeySid,
      apiKeySecret: carrier.apiKeySecret,
      authTokens: [carrier.authToken],
      region: null,
      edge: null,
      restBase: carrier.url,
      controlSecret: carrier.controlSecret,
      webhookBase: this.app.url,
      applicationSid,
    };
  }

  /** Points the carrier's number and application at the app by REST, as Settings → Telephony does. */
  async #wire(): Promise<void> {
    const { app } = this;
    app.telephony.use(this.#account(null));
    const addresses = (voice: string) => ({
      voiceUrl: app.telephony.twimlUrl(voice),
      voiceFallbackUrl: app.telephony.twimlUrl('/twilio/voice/fallback'),
      statusCallback: app.telephony.callbackUrl('/twilio/cb/call'),
    });
    const made = await app.telephony.ensureApplication({
      sid: null,
      friendlyName: 'Ringback',
      addresses: addresses('/twilio/voice/agent'),
    });
    if (made.kind !== 'ok') throw new Error(`no application: ${JSON.stringify(made)}`);
    app.telephony.use(this.#account(made.value.sid));
    const numbers = await app.telephony.listNumbers();
    const line = numbers.kind === 'ok' ? numbers.value.find((one) => one.e164 === HOTLINE) : undefined;
    if (!line) throw new Error('the carrier does not know our number');
    const pointed = await app.telephony.pointNumber(line.sid, addresses('/twilio/voice/inbound'));
    if (pointed.kind !== 'ok') throw new Error(`the number could not be pointed: ${JSON.stringify(pointed)}`);
  }

  async #makeQueue(fields: Partial<InputOf<typeof createQueue>>): Promise<void> {
    const queue = await this.app.transaction(systemActor('test'), (ctx) =>
      makeQueue(ctx, { name: `Hotline ${Math.random()}`, teamId: this.team.id, wrapUpMode: 'boxed', wrapUpSeconds: 30, ...fields }),
    );
    this.queueId = queue.id;
  }

  /** An agent with a console, a phone and a place in the queue; ready unless told otherwise. */
  async agent(options: { level?: number; isReady?: boolean } = {}): Promise<VoiceAgent> {
    const account = await this.app.account({ teams: [this.team] });
    await this.app.transaction(systemActor('test'), (ctx) =>
      putQueueMember(ctx, { queueId: this.queueId, accountId: account.id, level: options.level ?? 1 }),
    );
    const agent = new VoiceAgent(this, account);
    this.agents.push(agent);
    await agent.open();
    if (options.isReady !== false) await agent.ready();
    await this.settle();
    return agent;
  }

  /** A telephone rings us. Returns the carrier's id of the caller's leg. */
  ring(from = '+4915112345678', script: NonNullable<Parameters<Carrier['control']['inbound']>[0]['script']> = {}): string {
    return this.carrier.control.inbound({ from, to: HOTLINE, script });
  }

  /** Resolves when neither side has anything left to do now. */
  async settle(): Promise<void> {
    for (;;) {
      await this.carrier.settle();
      await this.app.settle();
      const after = await this.#fingerprint();
      if (after === this.#quiet) return;
      this.#quiet = after;
    }
  }

  async #fingerprint(): Promise<string> {
    const [row]: { seen: string }[] = await this.app.db.query(
      `SELECT concat_ws(':', (SELECT max(id) FROM events), count(*), count(*) FILTER (WHERE state = $1)) AS seen FROM webhook_receipts`,
      ['PENDING'],
    );
    return `${row?.seen}:${this.carrier.control.webhooks().length}:${this.carrier.control.trace().length}`;
  }

  /** Moves both clocks; whatever falls due on either side happens in order, each settled before the next. */
  async advance(ms: number): Promise<void> {
    const { clock } = this.app;
    const target = clock.now().getTime() + ms;
    await this.settle();
    for (;;) {
      const deadline = await this.app.app.runtime.deadlines.nextDue();
      const next = Math.min(deadline?.getTime() ?? Number.POSITIVE_INFINITY, this.carrier.clock.nextDue() ?? Number.POSITIVE_INFINITY);
      if (next > target) break;
      await this.#moveTo(Math.max(next, clock.now().getTime()));
    }
    await this.#moveTo(target);
  }

  async #moveTo(at: number): Promise<void> {
    this.app.clock.moveTo(new Date(at));
    const before = this.carrier.control.trace().length;
    await this.carrier.clock.advance(Math.max(0, at - this.carrier.clock.now()));
    const fired = await this.app.app.runtime.deadlines.fireDue();
    // Most of the carrier's timers are its own: where nothing was sent, nothing has to settle.
    if (fired > 0 || this.carrier.control.trace().length !== before) await this.settle();
  }

  /** Rows of a table, for looking. */
  rows<T>(sql: string, params: unknown[] = []): Promise<T[]> {
    return this.app.db.query(sql, params);
  }

  /** The call of a caller's leg. */
  async call(sid: string): Promise<{
    id: string;
    state: string;
    outcome: string | null;
    end_reason: string | null;
    agent_id: string | null;
    queue_id: string | null;
    ticket_id: string | null;
    visit: number;
    is_front: boolean;
  }> {
    const [row] = await this.rows<Awaited<ReturnType<VoiceWorld['call']>>>('SELECT * FROM calls WHERE provider_sid = $1', [sid]);
    if (!row) throw new Error(`no call ${sid}`);
    return row;
  }

  async close(options: { keepsCarrier?: boolean } = {}): Promise<void> {
    for (const agent of this.agents) await agent.close();
    await this.app.close();
    await this.app.database.drop();
    if (!options.keepsCarrier) await this.carrier.close();
  }
}
