import { randomUUID } from 'node:crypto';
import type { ErrorBody, ErrorCode } from '../../shared/errors/index.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';
import type { TestAccount } from './factories.js';

export interface CallOptions {
  as?: TestAccount;
  /** Idempotency-Key; by default a new one for each mutation, null sends none. */
  key?: string | null;
  headers?: Record<string, string>;
}
export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}
/** An operation that was refused. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  constructor(status: number, body: ErrorBody) {
    super(`${status} ${body.error.code}: ${body.error.message}`);
    this.status = status;
    this.code = body.error.code;
    this.details = body.error.details;
  }
}

/** Sends one HTTP request and reads the answer whole. */
export async function send(
  url: string,
  request: { method: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<RawAnswer> {
  const response = await fetch(`${url}${request.path}`, {
    method: request.method,
    redirect: 'manual',
    ...(request.headers ? { headers: request.headers } : {}),
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const text = await response.text();
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Not every answer is JSON.
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** Calls an operation as the client does: path from params, the rest as query or body. */
export async function call<Op extends Operation>(
  url: string,
  operation: Op,
  options: CallOptions & { input: InputOf<Op> },
): Promise<OutputOf<Op>> {
  const rest = new Map<string, unknown>(Object.entries(options.input as Record<string, unknown>));
  const path = operation.path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  const hasBody = operation.method !== 'GET' && operation.body !== undefined;
  if (!hasBody)
    for (const [key, value] of rest)
      for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(key, String(one));
  const key = options.key === undefined && operation.method !== 'GET' ? randomUUID() : options.key;
  const headers: Record<string, string> = {
    'X-Ringback': '1',
    ...(options.as ? { Cookie: options.as.cookie } : {}),
    ...(key ? { 'Idempotency-Key': key } : {}),
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
    ...options.headers,
  };
  const search = query.size > 0 ? `?${query}` : '';
  const answer = await send(url, {
    method: operation.method,
    path: `/api/v1${path}${search}`,
    headers,
    ...(hasBody ? { body: JSON.stringify(Object.fromEntries(rest)) } : {}),
  });
  if (answer.status >= 400) throw new ApiFailure(answer.status, answer.json as ErrorBody);
  return operation.output.parse(answer.json) as OutputOf<Op>;
}
