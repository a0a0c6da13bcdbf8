import * as z from 'zod/mini';

/** Identifier of a row: UUID version 7, made by the server. */
export const Id = z.uuid();
/** Instant as ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true });
/** Grows by one with each change of the row. */
export const Version = z.int().check(z.nonnegative());
/** What every read model carries. */
export const base = { id: Id, version: Version };
/** `{ id, version }`: told where not every listener may see the whole. */
export const Ref = z.object(base);
/** Answer of an operation that has nothing to say. */
export const Done = z.object({ ok: z.literal(true) });
/** Languages of the product. */
export const Language = z.enum(['de', 'en']);
/** One page of a list: `cursor` of the next page or null at the end. */
export function page<T extends z.ZodMiniType>(item: T) {
  return z.object({ items: z.array(item), cursor: z.nullable(z.string()), total: z.optional(z.int()) });
}
/** Query keys of every paged list. `limit` defaults to 50. */
export const pageQuery = { cursor: z.optional(z.string()), limit: z.optional(z.int().check(z.minimum(1), z.maximum(200))) };
/** A line of text typed by a person: trimmed by the caller, without control characters. */
export function line(max: number) {
  return z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u));
}
/** Text of several lines typed by a person; NUL is refused because PostgreSQL cannot store it. */
export function text(max: number) {
  return z.string().check(
    z.maxLength(max),
    z.refine((value) => !value.includes('\u0000'), 'must not contain NUL'),
  );
}
