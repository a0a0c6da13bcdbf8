import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from './config.js';
import type { Clock } from './core/clock.js';
import type { Transaction } from './core/context.js';
import type { Realtime } from './core/realtime/realtime.js';
import type { TelephonyPort } from './adapters/telephony/port.js';
import type { StoragePort } from './adapters/storage/port.js';

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
  /** Id of this process's row in `nodes`. */
  nodeId: string;
  /** True while this process leads (stamper, deadlines, figures, sweepers). */
  isLeader: () => boolean;
}
