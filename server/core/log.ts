import { type Logger, pino } from 'pino';

/** The log: JSON lines; never bodies, never secrets. Numbers go through `maskNumber` before they get here. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        ...['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie', 'secret', '*.secret'],
        // A failed statement carries its values (numbers, notes, hashes), and PostgreSQL's detail quotes them.
        ...['err.parameters', 'err.detail', 'err.driverError'],
      ],
      censor: '…',
    },
  });
}
