import type * as z from 'zod/mini';
import type { ErrorCode } from './errors/index.js';

/** A flat object schema: what params, query and body of an operation are made of. */
export type ObjectSchema = z.ZodMiniObject;
type Input<S> = S extends ObjectSchema ? z.infer<S> : unknown;

/** HTTP methods an operation may use; everything but GET changes state. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a personal API token must be allowed to do to call an operation. */
export type Scope = 'read' | 'write' | 'mail' | 'admin';

/**
 * One thing that can be asked of the server. The same value drives the route, the typed client, the forms, the OpenAPI document,
 * the log name and the metric name. Keys of params, query and body are disjoint: the input of a command is their flat union.
 */
export interface Operation<
  P extends ObjectSchema | undefined = ObjectSchema | undefined,
  Q extends ObjectSchema | undefined = ObjectSchema | undefined,
  B extends ObjectSchema | undefined = ObjectSchema | undefined,
  O extends z.ZodMiniType = z.ZodMiniType,
> {
  /** `feature.verb`, unique; also permission, log and metric name. */
  id: string;
  method: Method;
  /** Below `/api/v1`, with `:name` parameters, e.g. `/calls/:callId/accept`. */
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Media type of a body that is read as a stream of bytes instead of JSON, e.g. `message/rfc822`. */
  rawBody?: string;
  output: O;
  /** Media type of an answer that is a file of bytes instead of JSON; `output` says nothing then. */
  rawAnswer?: string;
  /** The typed errors a caller should expect besides the general ones. */
  errors?: readonly ErrorCode[];
  /** `public` operations run without a session (sign-in, first run). */
  access?: 'session' | 'public';
  /** Scope a personal API token needs; by default `read` for GET, else `write`. `none`: never by token. */
  scope?: Scope | 'none';
  /** False when input or answer carries a secret: then neither a fingerprint of the one nor the other is kept for repeated requests. */
  keepsAnswer?: false;
}

/** The flat input of an operation. */
export type InputOf<Op> = Op extends Operation<infer P, infer Q, infer B, infer _O> ? Input<P> & Input<Q> & Input<B> : never;
/** The output of an operation as it travels. */
export type OutputOf<Op> = Op extends Operation<infer _P, infer _Q, infer _B, infer O> ? z.infer<O> : never;

/** Declares an operation and keeps its exact types. */
export function defineOperation<
  O extends z.ZodMiniType,
  P extends ObjectSchema | undefined = undefined,
  Q extends ObjectSchema | undefined = undefined,
  B extends ObjectSchema | undefined = undefined,
>(operation: Operation<P, Q, B, O>): Operation<P, Q, B, O> {
  return operation;
}
