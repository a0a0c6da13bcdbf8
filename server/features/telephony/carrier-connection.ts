import { resolve } from 'node:path';
import type { TelephonyAccount } from '../../adapters/telephony/port.js';
import { systemActor } from '../../core/context.js';
import { installationKey } from '../../core/installation-key.js';
import { applyEverything } from './apply-steps.js';
import type { TelephonyEntity } from './telephony.entity.js';
import type { TelephonyDeps } from './telephony-deps.js';
import { accountOfEnvironment, accountOfRow, readTelephony } from './telephony-row.js';
import { changeTelephony } from './telephony-work.js';

/** How often a changed row (another server) and a dead simulator are noticed. */
const WATCH_MS = 5000;
const actor = systemActor('telephony');

/** What of the row decides which account is used; results of tests do not. */
function identityOf(row: TelephonyEntity): string {
  const { kind, accountSid, apiKeySid, sealedSecrets, region, edge, publicUrl, isHeld } = row;
  // The simulator's application comes with each of its lives; Twilio's is set once, perhaps by another server.
  return JSON.stringify([
    kind,
    accountSid,
    apiKeySid,
    sealedSecrets,
    region,
    edge,
    publicUrl,
    isHeld,
    kind === 'twilio' && row.applicationSid,
  ]);
}

/**
 * Which account this process uses, kept in step with the environment (first), the settings, and else the simulator, which is started when it is not
 * there. One change at a time.
 */
export class CarrierConnection {
  readonly #deps: TelephonyDeps;
  #key: Buffer | null = null;
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  #seen = '';
  #isWatching = false;
  #isClosed = false;
  constructor(deps: TelephonyDeps) {
    this.#deps = deps;
  }
  /** The key that seals credentials; made at first use. */
  get key(): Buffer {
    this.#key ??= installationKey(resolve(this.#deps.environment.dataDir));
    return this.#key;
  }
  /**
   * Takes up the account before the doors open, so that the first callback finds somebody who can check it; nothing is set at the carrier yet. Never
   * rejects.
   */
  async prepare(): Promise<void> {
    await this.#inTurn(false);
  }
  /** Connects, and watches. Never rejects: without a carrier the product still runs, and says so. */
  async open(): Promise<void> {
    await this.refresh();
    if (!this.#deps.clock.isManual) this.#timer = setInterval(() => void this.#watch(), WATCH_MS);
  }
  /** Stops watching; a change under way is finished. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#work;
  }
  /** Reads the settings again and switches to the account they say. */
  refresh(): Promise<void> {
    return this.#inTurn(true);
  }
  #inTurn(isListening: boolean): Promise<void> {
    this.#work = this.#work
      .then(() => this.#choose(isListening))
      .catch((error: unknown) => this.#deps.log.error({ err: error }, 'the telephone network could not be connected'));
    return this.#work;
  }
  /** Browsers phone through another application from now on. */
  useApplication(applicationSid: string | null): void {
    const account = this.#deps.telephony.account();
    if (account) this.#use({ ...account, applicationSid });
  }
  /** Resolves when no change is under way. */
  settle(): Promise<void> {
    return this.#work;
  }
  async #watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const hasChanged = await this.#hasChanged().catch(() => false);
    this.#isWatching = false;
    if (hasChanged && !this.#isClosed) await this.refresh();
  }
  async #hasChanged(): Promise<boolean> {
    const { telephony, transaction, startSimulator } = this.#deps;
    const isSimulated = telephony.account()?.kind !== 'twilio' && startSimulator !== null;
    if (isSimulated && (await telephony.listNumbers()).kind !== 'ok') return true;
    return identityOf(await transaction(actor, readTelephony, { readOnly: true })) !== this.#seen;
  }
  async #choose(isListening: boolean): Promise<void> {
    const { telephony, transaction, environment, startSimulator } = this.#deps;
    const row = await transaction(actor, readTelephony, { readOnly: true });
    this.#seen = identityOf(row);
    const real =
      accountOfEnvironment(environment, row.applicationSid) ??
      (row.kind === 'twilio' ? accountOfRow(row, this.key, environment.publicUrl) : null);
    if (real && row.isHeld) {
      this.#deps.log.warn('this is a restored copy: the account is left alone until an administrator takes it up (Settings → Telephony)');
      return telephony.use(null);
    }
    if (real) return this.#use(real);
    if (row.kind === 'twilio') {
      this.#deps.log.error('the credentials in the database were sealed with another secrets.json; connect the account again');
      return telephony.use(null);
    }
    if (startSimulator) return this.#simulate(startSimulator, isListening ? null : row);
    const given = telephony.account();
    if (given && row.applicationSid !== null) this.#use({ ...given, applicationSid: row.applicationSid });
  }
  /** The same account again keeps its connections. */
  #use(account: TelephonyAccount): void {
    const { telephony } = this.#deps;
    if (JSON.stringify(telephony.account()) !== JSON.stringify(account)) telephony.use(account);
  }
  /** The simulator forgets its numbers' settings with its life, so they are set at every start; what they were (`known`) must do until we listen. */
  async #simulate(start: NonNullable<TelephonyDeps['startSimulator']>, known: TelephonyEntity | null): Promise<void> {
    const { telephony, transaction, ownOrigin } = this.#deps;
    const { url, accountSid, authToken, apiKeySid, apiKeySecret, controlSecret } = await start();
    const place = { region: null, edge: null, restBase: url, controlSecret, webhookBase: ownOrigin() };
    const account: TelephonyAccount = {
      kind: 'simulator',
      accountSid,
      apiKeySid,
      apiKeySecret,
      authTokens: [authToken],
      ...place,
      applicationSid: null,
    };
    this.#use({ ...account, applicationSid: telephony.account()?.applicationSid ?? known?.applicationSid ?? null });
    if (known !== null) return;
    const { steps, applicationSid, numbers } = await applyEverything(telephony, {
      fallbackUrl: `${url}/fallback?to=${encodeURIComponent(telephony.twimlUrl('/twilio/voice/requeue'))}`,
      applicationSid: null,
      numberSids: null,
    });
    this.#use({ ...account, applicationSid });
    await transaction(actor, async (ctx) => {
      const state = steps.some((step) => step.state === 'failed') ? 'failed' : 'ok';
      await changeTelephony(ctx, this.#deps, { kind: 'simulator', state, steps, applicationSid, numbers: numbers ?? [] });
      this.#seen = identityOf(await readTelephony(ctx));
    });
  }
}
