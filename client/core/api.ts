import type { ErrorBody, ErrorCode } from '../../shared/errors';
import type { InputOf, Operation, OutputOf } from '../../shared/operation';
import { isStale, sync, whenLive } from './sync';

/** A refused operation, with the typed code the server gave. Texts for people: `errors.<code>`. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly requestId: string;
  constructor(status: number, body: ErrorBody) {
    super(body.error.message);
    this.name = 'ApiError';
    this.code = body.error.code;
    this.status = status;
    this.details = body.error.details ?? {};
    this.requestId = body.error.requestId;
  }
}

/** The request did not reach the server or its answer did not reach us. A mutation may or may not have happened: repeat it with the same key only. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached.', { cause });
    this.name = 'NetworkError';
  }
}

export interface ApiOptions {
  /** Idempotency key; a new one by default. Give one to repeat a request or to recognise its event. */
  key?: string;
  signal?: AbortSignal;
}

/** Pauses before a read is asked again though the socket stands: a proxy that restarts its upstream, a request lost on the way. */
const READ_AGAIN_MS = [300, 1000, 3000];

type SignedOut = () => void;
let onSignedOut: SignedOut = () => undefined;
/** Told when any request finds that the session has ended. */
export function whenSignedOut(listener: SignedOut): void {
  onSignedOut = listener;
}

/**
 * Calls an operation, typed in and out. Throws ApiError (refused) or NetworkError (unreachable). What only reads waits while the server is
 * away and is asked again when it is back: a screen opened in an outage fills itself. What changes something is never repeated here.
 */
export async function api<Op extends Operation>(operation: Op, input: InputOf<Op>, options: ApiOptions = {}): Promise<OutputOf<Op>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask(operation, input, options);
    } catch (error) {
      if (!(error instanceof NetworkError) || operation.method !== 'GET' || options.signal?.aborted || !(await isWorthAnother(attempt)))
        throw error;
    }
  }
}

/** Waits for the moment to ask again. False before the first connection and when the server is there but does not answer this. */
async function isWorthAnother(attempt: number): Promise<boolean> {
  if (sync.link === 'connecting') return false;
  if (isStale.value) return whenLive().then(() => true);
  const pause = READ_AGAIN_MS[attempt];
  if (pause === undefined) return false;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return true;
}

/** Sends a file to an operation that reads a body of bytes (`rawBody`); the input goes into the address. Never repeated by itself. */
export function upload<Op extends Operation>(operation: Op, input: InputOf<Op>, file: Blob): Promise<OutputOf<Op>> {
  return exchange(operation, { url: place(operation, input as Record<string, unknown>).url, body: file }, {});
}

function ask<Op extends Operation>(operation: Op, input: InputOf<Op>, options: ApiOptions): Promise<OutputOf<Op>> {
  return exchange(operation, place(operation, input as Record<string, unknown>), options);
}

async function exchange<Op extends Operation>(
  operation: Op,
  { url, body }: { url: string; body: string | Blob | undefined },
  options: ApiOptions,
): Promise<OutputOf<Op>> {
  const isMutation = operation.method !== 'GET';
  const headers: Record<string, string> = {
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': operation.rawBody ?? 'application/json' }),
    ...(isMutation ? { 'X-Ringback': '1', 'Idempotency-Key': options.key ?? crypto.randomUUID() } : {}),
  };
  const response = await fetch(url, {
    method: operation.method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new NetworkError(error);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as OutputOf<Op>;
  if (!isErrorBody(answer)) throw new NetworkError(`status ${response.status}`);
  if (answer.error.code === 'NOT_SIGNED_IN') onSignedOut();
  throw new ApiError(response.status, answer);
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === 'object' && value !== null && 'error' in value;
}

/** Where a file lies that an operation answers with (`rawAnswer`): for a link, a picture or a frame. */
export function hrefOf<Op extends Operation>(operation: Op, input: InputOf<Op>): string {
  return place(operation, input as Record<string, unknown>).url;
}

/** Puts the flat input where the operation wants it: path, query, or body. */
function place(operation: Operation, input: Record<string, unknown>): { url: string; body: string | undefined } {
  const rest = new Map(Object.entries(input));
  const path = operation.path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (operation.method !== 'GET' && operation.body) return { url: `/api/v1${path}`, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams();
  for (const [key, value] of rest)
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(key, String(one));
  return { url: `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, body: undefined };
}
