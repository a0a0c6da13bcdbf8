import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod/mini';

/**
 * In tests: the value must fit its schema exactly. Parsing alone would drop what the schema does not name, and the wire would still carry it:
 * a password hash that slipped into an answer must fail a test. Throws with the surplus or the fault.
 */
export function checkShape(schema: z.ZodMiniType, value: unknown, what: string): void {
  const travelled: unknown = JSON.parse(JSON.stringify(value ?? {}));
  const parsed: unknown = JSON.parse(JSON.stringify(schema.parse(value ?? {})));
  if (!isDeepStrictEqual(travelled, parsed))
    throw new Error(`The ${what} carries more than its schema names: ${JSON.stringify(travelled)} instead of ${JSON.stringify(parsed)}`);
}
