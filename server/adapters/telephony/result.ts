/**
 * What came of a request to the carrier. `unknown` means that it may have been done: never blindly repeat what creates something.
 * `invalid-state`: the leg is not in a state for it (fetch and decide). `config-error`: a person must change a setting.
 */
export type CarrierResult<T> = { kind: 'ok'; value: T } | CarrierFailure;
export type CarrierFailure =
  | { kind: 'not-found' }
  | { kind: 'invalid-state'; code: number | null; message: string }
  | { kind: 'unknown'; message: string }
  | { kind: 'rate-limited' }
  | { kind: 'config-error'; code: number | null; message: string };

interface Described {
  status: number | null;
  code: number | null;
  message: string;
}

function describe(error: unknown): Described {
  if (typeof error !== 'object' || error === null) return { status: null, code: null, message: String(error) };
  const { status, code, message } = error as { status?: unknown; code?: unknown; message?: unknown };
  const numeric = Number(code);
  return {
    status: typeof status === 'number' ? status : null,
    code: code !== null && code !== undefined && Number.isInteger(numeric) ? numeric : null,
    message: typeof message === 'string' ? message : 'The carrier answered without a reason.',
  };
}

/** Wrong numbers, addresses and permissions (voice.md §3): nothing that a retry or a fresh look would change. */
const CONFIG_CODES = new Set([20003, 20004, 20005, 21205, 21210, 21211, 21212, 21213, 21214, 21215, 21216, 21217, 21219, 21401, 21421]);

/** Sorts whatever the SDK threw: RestException, RFC 9457 exception, axios error without a status, or unparsable JSON. */
export function failureOf(error: unknown): CarrierFailure {
  const { status, code, message } = describe(error);
  if (status === null || status >= 500 || status === 408) return { kind: 'unknown', message };
  if (status === 404) return { kind: 'not-found' };
  if (status === 429) return { kind: 'rate-limited' };
  if (status === 401 || status === 403 || (code !== null && CONFIG_CODES.has(code))) return { kind: 'config-error', code, message };
  return status >= 400 ? { kind: 'invalid-state', code, message } : { kind: 'unknown', message };
}

/** Runs one request and never throws. */
export async function attempt<T>(request: () => Promise<T>): Promise<CarrierResult<T>> {
  try {
    return { kind: 'ok', value: await request() };
  } catch (error) {
    return failureOf(error);
  }
}

/** As `attempt`, when only the doing matters. */
export async function attemptTo(request: () => Promise<unknown>): Promise<CarrierResult<null>> {
  return andThen(await attempt(request), () => Promise.resolve({ kind: 'ok', value: null }));
}

/** Continues with the value of a good result; failures pass through. */
export async function andThen<A, B>(result: CarrierResult<A>, next: (value: A) => Promise<CarrierResult<B>>): Promise<CarrierResult<B>> {
  return result.kind === 'ok' ? next(result.value) : result;
}
