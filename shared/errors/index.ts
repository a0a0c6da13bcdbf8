import { authErrors } from './auth.js';
import { callErrors } from './calls.js';
import { coreErrors } from './core.js';
import { mailErrors } from './mail.js';
import { peopleErrors } from './people.js';
import { queueErrors } from './queues.js';
import { slaErrors } from './sla.js';
import { taskErrors } from './tasks.js';
import { telephonyErrors } from './telephony.js';
import { ticketErrors } from './tickets.js';

/** Every error code of the product with the HTTP status it is answered with. One file per feature, listed here. */
export const errorStatus = {
  ...coreErrors,
  ...authErrors,
  ...peopleErrors,
  ...ticketErrors,
  ...slaErrors,
  ...taskErrors,
  ...mailErrors,
  ...queueErrors,
  ...callErrors,
  ...telephonyErrors,
} as const;

/** A typed error code; the client translates it as `errors.<CODE>`. */
export type ErrorCode = keyof typeof errorStatus;

/** The body of every refused request. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: Record<string, unknown>; requestId: string };
}
