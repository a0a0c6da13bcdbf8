import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { ImapPort } from './adapters/imap/port.js';
import type { MailParser } from './adapters/mailbox/port.js';
import type { MailerPort } from './adapters/mailer/port.js';
import type { OAuthPort } from './adapters/oauth/port.js';
import type { StoragePort } from './adapters/storage/port.js';
import type { TelephonyPort } from './adapters/telephony/port.js';
import type { SimulatorAccount } from './adapters/telephony/simulator-process.js';
import type { Config } from './config.js';
import type { Clock } from './core/clock.js';
import type { Transaction } from './core/context.js';
import type { Metrics } from './core/metrics.js';
import type { Realtime } from './core/realtime/realtime.js';

/** What the composition root hands to every feature. Nothing here is a feature. */
export interface Deps {
  config: Config;
  log: Logger;
  dataSource: DataSource;
  clock: Clock;
  transaction: Transaction;
  realtime: Realtime;
  telephony: TelephonyPort;
  storage: StoragePort;
  mailParser: MailParser;
  mailer: MailerPort;
  imap: ImapPort;
  oauth: OAuthPort;
  metrics: Metrics;
  /** Starts or adopts the carrier simulator of this installation; null where there is none to start (tests, Twilio by environment). */
  startSimulator: (() => Promise<SimulatorAccount>) | null;
  /** `http://127.0.0.1:PORT` of this process once it listens: where the simulator reaches us. */
  ownOrigin: () => string;
  /** Id of this process's row in `nodes`. */
  nodeId: string;
  /** True while this process leads (stamper, deadlines, figures, sweepers). */
  isLeader: () => boolean;
}
