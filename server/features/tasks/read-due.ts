import { parseDateInput } from '../../../shared/domain/date-input.js';
import type { DuePrecision } from '../../../shared/models/tasks.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { getSettings } from '../settings/index.js';

/** A due time with how exactly it was meant. */
export interface Due {
  dueAt: Date | null;
  duePrecision: DuePrecision | null;
}

/** The due time of an input: typed text, or an instant; undefined when neither is given. Throws DUE_NOT_UNDERSTOOD with the reason. */
export async function readDue(
  ctx: Ctx,
  input: { dueText?: string | undefined; dueAt?: string | null | undefined },
): Promise<Due | undefined> {
  if (input.dueText !== undefined) return readText(ctx, input.dueText);
  if (input.dueAt === undefined) return undefined;
  return input.dueAt === null ? { dueAt: null, duePrecision: null } : { dueAt: new Date(input.dueAt), duePrecision: 'minute' };
}

async function readText(ctx: Ctx, text: string): Promise<Due> {
  const reading = parseDateInput(text, { now: ctx.now.getTime(), zone: await zoneOf(ctx) });
  if (reading.kind === 'understood') return { dueAt: new Date(reading.at), duePrecision: reading.precision };
  throw new AppError('DUE_NOT_UNDERSTOOD', `"${text}" is not a time this can read (${reading.reason}).`, { text, reason: reading.reason });
}

/** The time zone whose "today" counts: the actor's own, else the installation's. */
export async function zoneOf(ctx: Ctx): Promise<string> {
  const own = ctx.actor.kind === 'agent' ? ctx.actor.timeZone : null;
  return own ?? (await getSettings(ctx)).timeZone;
}
