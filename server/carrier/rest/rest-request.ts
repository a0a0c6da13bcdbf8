import { RestError } from '../rest-error.js';

/** A request after authentication: what handlers see. */
export interface RestRequest {
  method: string;
  /** Full path with `.json`, as the client asked. */
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** The parts of the path a route names, such as `sid`. */
  names: Record<string, string>;
}

/** An answer; a body of `undefined` is empty. */
export interface RestAnswer {
  status: number;
  body: Record<string, unknown> | undefined;
}

/** 200 with a body. */
export function ok(body: Record<string, unknown>): RestAnswer {
  return { status: 200, body };
}

/** 201 with a body. */
export function created(body: Record<string, unknown>): RestAnswer {
  return { status: 201, body };
}

/** 204, as after every DELETE. */
export function gone(): RestAnswer {
  return { status: 204, body: undefined };
}

/** A form field; undefined when absent. Empty counts as given. */
export function field(request: RestRequest, name: string): string | undefined {
  return request.form.get(name) ?? undefined;
}

/** A boolean form field; the default when absent. Twilio takes any case. */
export function flagField(request: RestRequest, name: string, fallback: boolean): boolean {
  const text = field(request, name)?.toLowerCase();
  if (text === undefined || text === '') return fallback;
  if (text !== 'true' && text !== 'false') throw new RestError(20001, `Invalid ${name}: ${text}`);
  return text === 'true';
}

/** A whole-number form field within limits; the default when absent. Throws 20001. */
export function numberField(request: RestRequest, name: string, limits: { low: number; high: number; fallback: number }): number {
  const text = field(request, name);
  if (text === undefined || text === '') return limits.fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < limits.low || value > limits.high) throw new RestError(20001, `Invalid ${name}: ${text}`);
  return value;
}

/** An absolute URL field; undefined when absent or empty. Throws 21205. */
export function urlField(request: RestRequest, name: string): string | undefined {
  const text = field(request, name);
  if (text === undefined || text === '') return undefined;
  if (!/^https?:\/\/[^\s/]+/i.test(text) || !URL.canParse(text)) throw new RestError(21205, `${name} is not a valid URL: ${text}`);
  return text;
}

/** An HTTP method field. */
export function methodField(request: RestRequest, name: string, fallback: 'GET' | 'POST' = 'POST'): 'GET' | 'POST' {
  const text = (field(request, name) ?? '').toUpperCase();
  if (text === '') return fallback;
  if (text !== 'GET' && text !== 'POST') throw new RestError(20001, `Invalid ${name}: ${text}`);
  return text;
}
