import { systemActor } from '../../core/context.js';
import type { FetchingDeps } from './fetching-deps.js';
import { MailboxReader } from './mailbox-reader.js';
import { mailboxesToRead, type ReadMailbox } from './read-mailbox.query.js';

/** Leadership and the settings of other nodes are looked at this often, ms. */
const LOOK_MS = 2000;

/** One reader for each mailbox, on the node that leads; anew whenever something about a mailbox changed. */
export class MailboxReaders {
  readonly #deps: FetchingDeps;
  readonly #readers = new Map<string, { as: string; reader: MailboxReader }>();
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isStarted = false;
  #isStopped = false;
  constructor(deps: FetchingDeps) {
    this.#deps = deps;
  }

  /** Begins to read. Without `looksAround` only `look()` notices changes: tests, whose clock stands still. */
  async start(looksAround: boolean): Promise<void> {
    this.#isStarted = true;
    if (looksAround) this.#timer = setInterval(() => void this.look(), LOOK_MS);
    await this.look();
  }

  /** Something about mailboxes may have changed. */
  look(): Promise<void> {
    this.#turn = this.#turn
      .then(() => this.#look())
      .catch((error: unknown) => this.#deps.log.warn({ err: error }, 'mailboxes could not be looked up'));
    return this.#turn;
  }

  /** Ends all readers when what they have in hand is safely stored. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#turn;
    await this.#keep(new Map());
  }

  async #look(): Promise<void> {
    if (!this.#isStarted || this.#isStopped) return;
    const { isLeader, transaction } = this.#deps;
    const wanted = isLeader() ? await transaction(systemActor('mail'), mailboxesToRead, { readOnly: true }) : [];
    await this.#keep(new Map(wanted.map((mailbox) => [mailbox.id, mailbox])));
  }

  async #keep(wanted: ReadonlyMap<string, ReadMailbox>): Promise<void> {
    const asWanted = (id: string) => (wanted.has(id) ? JSON.stringify(wanted.get(id)) : null);
    const gone = [...this.#readers].filter(([id, { as }]) => asWanted(id) !== as);
    await Promise.all(gone.map(([, { reader }]) => reader.stop()));
    for (const [id] of gone) this.#readers.delete(id);
    for (const [id, mailbox] of wanted) {
      if (!this.#readers.has(id)) this.#readers.set(id, { as: asWanted(id) ?? '', reader: new MailboxReader(this.#deps, mailbox) });
    }
  }
}
