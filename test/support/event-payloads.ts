import fc from 'fast-check';
import type * as z from 'zod/mini';

interface AnyDef {
  type: string;
  shape?: Record<string, z.ZodMiniType>;
  innerType?: z.ZodMiniType;
  element?: z.ZodMiniType;
  valueType?: z.ZodMiniType;
  options?: readonly z.ZodMiniType[];
  entries?: Record<string, string>;
  values?: readonly unknown[];
  format?: string;
}

const FORMATS: Record<string, fc.Arbitrary<unknown>> = {
  uuid: fc.uuid({ version: 7 }),
  datetime: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  date: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
};

function plain(def: AnyDef): fc.Arbitrary<unknown> {
  switch (def.type) {
    case 'string':
      return FORMATS[def.format ?? ''] ?? fc.constantFrom('text', 'DE', '+4930123456', '#A1B2C3', '09:00', 'Europe/Berlin');
    case 'number':
    case 'int':
      return fc.integer({ min: 1, max: 9 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    default:
      return fc.constant('anything');
  }
}

/** Values that fit a schema of ours, for tests that need some payload of every event. Patterns of texts are tried, not understood. */
export function valuesOf(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as AnyDef;
  const made = structured(def) ?? plain(def);
  return made;
}

function structured(def: AnyDef): fc.Arbitrary<unknown> | null {
  const inner = def.innerType ? valuesOf(def.innerType) : null;
  if (inner) return def.type === 'nullable' ? fc.option(inner, { nil: null }) : inner;
  if (def.shape) return fc.record(Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, valuesOf(field)])));
  if (def.element) return fc.array(valuesOf(def.element), { maxLength: 2 });
  if (def.options) return fc.oneof(...def.options.map(valuesOf));
  if (def.valueType) return fc.constant({});
  return null;
}
