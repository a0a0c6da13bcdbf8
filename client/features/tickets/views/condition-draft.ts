import type { TicketCondition, TimeStretch } from '../../../../shared/models/ticket-views';
import { TicketConditions } from '../../../../shared/models/ticket-views';

export type ConditionField = TicketCondition['field'];

/** A condition while it is being made: it may still lack its values. */
export interface ConditionDraft {
  field: ConditionField;
  is: 'any' | 'none';
  values: readonly (string | number)[];
  when: TimeStretch;
}

export const TIME_FIELDS = ['created', 'updated', 'active', 'ended'] as const;
export const FLAG_FIELDS = ['followed', 'snoozed', 'answered', 'thanked'] as const;
/** Every field, in the order of the menu. */
export const FIELDS: readonly ConditionField[] = [
  ...(['status', 'priority', 'kind', 'reason', 'team', 'owner', 'tag', 'person', 'company', 'channel', 'subject'] as const),
  ...TIME_FIELDS,
  ...FLAG_FIELDS,
];

/** Whether a condition on this field speaks of times, holds or does not, or lists values. */
export function shapeOf(field: ConditionField): 'time' | 'flag' | 'values' {
  if (TIME_FIELDS.some((one) => one === field)) return 'time';
  return FLAG_FIELDS.some((one) => one === field) ? 'flag' : 'values';
}

/** A new condition on a field. */
export function blank(field: ConditionField): ConditionDraft {
  return { field, is: 'any', values: [], when: { last: 7, unit: 'days' } };
}

/** A stored condition to be edited. */
export function draftOf(condition: TicketCondition): ConditionDraft {
  return {
    ...blank(condition.field),
    is: condition.is,
    ...('values' in condition ? { values: condition.values } : {}),
    ...('when' in condition ? { when: condition.when } : {}),
  };
}

/** The conditions as they are stored, or null while one of them lacks something. */
export function conditionsOf(drafts: readonly ConditionDraft[]): TicketCondition[] | null {
  const plain = drafts.map(({ field, is, values, when }) => {
    const shape = shapeOf(field);
    return { field, is, ...(shape === 'values' ? { values } : shape === 'time' ? { when } : {}) };
  });
  const parsed = TicketConditions.safeParse(plain);
  return parsed.success ? parsed.data : null;
}
