import type * as z from 'zod/mini';
import type { ObjectSchema, Operation } from '../../../shared/operation.js';
import { AppError } from '../errors.js';

interface AnyDef {
  type: string;
  innerType?: { _zod: { def: AnyDef } };
  element?: { _zod: { def: AnyDef } };
}

function unwrap(schema: z.ZodMiniType): AnyDef {
  let def = schema._zod.def as unknown as AnyDef;
  while (def.innerType) def = def.innerType._zod.def;
  return def;
}
function coerceOne(def: AnyDef, value: string): unknown {
  if (def.type === 'number' && value.trim() !== '') return Number(value);
  if (def.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

/** Query strings carry text only: numbers, booleans and lists get their type here, so that contract schemas stay free of transforms. */
export function coerceStrings(schema: ObjectSchema, raw: Record<string, unknown>): Record<string, unknown> {
  const shape = schema._zod.def.shape as Record<string, z.ZodMiniType>;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!field) continue;
    const def = unwrap(field);
    const element = def.type === 'array' ? (def.element?._zod.def ?? def) : null;
    if (element) out[key] = (Array.isArray(value) ? value : [value]).map((one) => coerceOne(element, String(one)));
    else out[key] = typeof value === 'string' ? coerceOne(def, value) : value;
  }
  return out;
}

function parsePart(schema: ObjectSchema, raw: unknown, where: string): Record<string, unknown> {
  const result = schema.safeParse(raw ?? {});
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message || issue.code }));
  throw new AppError(
    'INVALID_INPUT',
    `The ${where} is not as this operation expects: ${issues.map((issue) => `${issue.field || '(whole)'}: ${issue.problem}`).join('; ')}`,
    { issues },
  );
}

/** Texts PostgreSQL cannot store anywhere: with NUL, or with half of a surrogate pair. Nesting is limited by the size of a body. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && !/\p{Cs}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, one]) => isStorable(key) && isStorable(one));
}

/** Parses path, query and body of a request into the flat input of the operation. Throws INVALID_INPUT with every faulty field. */
export function parseInput(
  operation: Operation,
  parts: { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown },
): Record<string, unknown> {
  const params = operation.params ? parsePart(operation.params, coerceStrings(operation.params, parts.params), 'path') : {};
  const query = operation.query ? parsePart(operation.query, coerceStrings(operation.query, parts.query), 'query') : {};
  const body = operation.body ? parsePart(operation.body, parts.body, 'body') : {};
  const input = { ...params, ...query, ...body };
  if (!isStorable(input)) throw new AppError('INVALID_INPUT', 'A text holds a NUL or half a character (lone surrogate).');
  return input;
}
