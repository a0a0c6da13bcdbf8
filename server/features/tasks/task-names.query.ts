import type { Ctx } from '../../core/context.js';
import { namesOf, ticketNumbersOf } from '../tickets/index.js';
import type { TaskColumns } from './task-columns.js';

/** Display names by id of the persons and companies that tasks speak of, and of their tickets the number. */
export async function taskNames(ctx: Ctx, rows: readonly TaskColumns[]): Promise<Record<string, string>> {
  const people = await namesOf(ctx, { personIds: rows.map((row) => row.personId), companyIds: rows.map((row) => row.companyId) });
  return {
    ...people,
    ...(await ticketNumbersOf(
      ctx,
      rows.map((row) => row.ticketId),
    )),
  };
}
