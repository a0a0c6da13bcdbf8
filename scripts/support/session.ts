import { randomUUID } from 'node:crypto';
import { signIn } from '../../shared/contract/auth.js';
import type { Me } from '../../shared/models/auth.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';

/** An operation was refused; `code` is the server's. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Request {
  path: string;
  query: URLSearchParams;
  body: string | null;
}

/** Path from params, the rest as query or body, as the console does it. */
function requestOf(operation: Operation, input: Record<string, unknown>): Request {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = operation.path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  if (operation.method !== 'GET' && operation.body !== undefined)
    return { path, query: new URLSearchParams(), body: JSON.stringify(Object.fromEntries(rest)) };
  return { path, query: new URLSearchParams([...rest].map(([key, value]): [string, string] => [key, String(value)])), body: null };
}

/** A signed-in account that talks to a running server over HTTP as a browser does: cookie, idempotency keys, typed operations. */
export class Session {
  #cookie = '';
  #me: Me | null = null;
  constructor(readonly origin: string) {}

  /** Signs in. Throws Refusal when the server will not have it. */
  static async open(origin: string, email: string, password: string): Promise<Session> {
    const session = new Session(origin);
    session.#me = await session.do(signIn, { email, password });
    return session;
  }

  /** Id of the signed-in account. */
  get accountId(): string {
    return this.#me?.account.id ?? '';
  }

  /** The session cookie, for sockets. */
  get cookie(): string {
    return this.#cookie;
  }

  /** Runs an operation. Throws Refusal with the server's code, or TypeError when nobody answers. */
  async do<Op extends Operation>(operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> {
    const { path, query, body } = requestOf(operation, input as Record<string, unknown>);
    const response = await fetch(`${this.origin}/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: operation.method,
      headers: {
        'X-Ringback': '1',
        ...(this.#cookie ? { Cookie: this.#cookie } : {}),
        ...(operation.method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }),
        ...(body === null ? {} : { 'Content-Type': 'application/json' }),
      },
      body,
    });
    const given = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (given.length > 0) this.#cookie = given.join('; ');
    const answer = (await response.json()) as { error?: { code: string; message: string } };
    if (!response.ok) throw new Refusal(response.status, answer.error?.code ?? 'INTERNAL', answer.error?.message ?? response.statusText);
    return operation.output.parse(answer) as OutputOf<Op>;
  }
}
