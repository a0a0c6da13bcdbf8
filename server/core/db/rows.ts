import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Ctx } from '../context.js';

/** An entity whose rows the hot paths read and write without TypeORM's query builder, which costs more than the statements themselves. */
type EntityClass<E> = new () => E;

/** Types that pg reads and writes as the entity has them; `jsonb` goes out as text. */
const PLAIN: ReadonlySet<string> = new Set(['uuid', 'text', 'timestamptz', 'int', 'boolean', 'jsonb']);

interface Shape {
  table: string;
  columns: ReadonlyMap<string, { name: string; isJson: boolean }>;
  selected: string;
}
/** The same for every data source: the naming is the house's. */
const shapes = new Map<unknown, Shape>();

function nameOf(column: ColumnMetadata): string {
  if (!PLAIN.has(String(column.type)))
    throw new Error(`${column.propertyName}: rows of type ${String(column.type)} are for TypeORM to read`);
  return column.databaseName;
}

function shapeOf<E>(ctx: Ctx, entity: EntityClass<E>): Shape {
  const known = shapes.get(entity);
  if (known) return known;
  const metadata = ctx.db.dataSource.getMetadata(entity);
  const shape = {
    table: metadata.tableName,
    columns: new Map(metadata.columns.map((column) => [column.propertyName, { name: nameOf(column), isJson: column.type === 'jsonb' }])),
    selected: metadata.columns.map((column) => `t.${nameOf(column)} AS "${column.propertyName}"`).join(', '),
  };
  shapes.set(entity, shape);
  return shape;
}

/** The names and values of what a row or a patch sets; what is undefined is not set. */
function assigned(shape: Shape, fields: object): { names: string[]; values: unknown[] } {
  const names: string[] = [];
  const values: unknown[] = [];
  for (const [property, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const column = shape.columns.get(property);
    if (!column) throw new Error(`${shape.table} has no ${property}`);
    names.push(column.name);
    values.push(column.isJson && value !== null ? JSON.stringify(value) : value);
  }
  return { names, values };
}

/** Rows of the table `t`; `rest` is everything from WHERE on, locking included. */
export async function readRows<E extends object>(ctx: Ctx, entity: EntityClass<E>, rest: string, params: readonly unknown[]): Promise<E[]> {
  const shape = shapeOf(ctx, entity);
  const rows: object[] = await ctx.db.query(`SELECT ${shape.selected} FROM ${shape.table} t ${rest}`, [...params]);
  return rows.map((row) => Object.assign(new entity(), row));
}

/** The first of them, or null. */
export async function readRow<E extends object>(
  ctx: Ctx,
  entity: EntityClass<E>,
  rest: string,
  params: readonly unknown[],
): Promise<E | null> {
  return (await readRows(ctx, entity, rest, params))[0] ?? null;
}

/** Inserts a row. */
export function insertRow<E extends object>(ctx: Ctx, entity: EntityClass<E>, row: E): void {
  const shape = shapeOf(ctx, entity);
  const { names, values } = assigned(shape, row);
  const places = names.map((_name, index) => `$${index + 1}`).join(', ');
  ctx.write(`INSERT INTO ${shape.table} (${names.join(', ')}) VALUES (${places})`, values);
}

/** Changes the row of that id. The caller holds its lock and grows its version. */
export function updateRow<E extends object>(ctx: Ctx, entity: EntityClass<E>, id: string, patch: Partial<E>): void {
  const shape = shapeOf(ctx, entity);
  const { names, values } = assigned(shape, patch);
  const sets = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  ctx.write(`UPDATE ${shape.table} SET ${sets} WHERE id = $1`, [id, ...values]);
}
