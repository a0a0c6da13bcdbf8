import { TicketCondition, TicketConditions } from '../../../../shared/models/ticket-views.js';
import { AppError } from '../../../core/errors.js';

/** Stored conditions as far as they can be read, and whether all could. */
export function readConditions(stored: unknown): { conditions: TicketCondition[]; isUnreadable: boolean } {
  const whole = TicketConditions.safeParse(stored);
  if (whole.success) return { conditions: whole.data, isUnreadable: false };
  const list: unknown[] = Array.isArray(stored) ? stored.slice(0, 20) : [];
  const read = list.map((one) => TicketCondition.safeParse(one));
  return { conditions: read.flatMap((one) => (one.success ? [one.data] : [])), isUnreadable: true };
}

/** Conditions given as JSON. Throws INVALID_INPUT for anything else. */
export function conditionsFromJson(json: string): TicketCondition[] {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new AppError('INVALID_INPUT', 'These conditions are not JSON.', { field: 'where' });
  }
  const { conditions, isUnreadable } = readConditions(given);
  if (isUnreadable) throw new AppError('INVALID_INPUT', 'These are not conditions of a list.', { field: 'where' });
  return conditions;
}
