import type { Ticket } from '../../../shared/models/tickets';

/** Fields of a ticket that people edit. */
export type EditableField =
  | 'subject'
  | 'kind'
  | 'reasonId'
  | 'status'
  | 'priority'
  | 'tags'
  | 'plannedFor'
  | 'teamId'
  | 'ownerId'
  | 'personId'
  | 'companyId';
export type TicketPatch = Partial<Pick<Ticket, EditableField>>;

/** Two people changed the same field: what it was, what the other made of it, what is wanted here. Nothing of it is lost until somebody decides. */
export interface Conflict {
  base: Ticket;
  current: Ticket;
  patch: TicketPatch;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The fields a patch wants to change. */
export function fieldsOf(patch: TicketPatch): EditableField[] {
  return Object.keys(patch) as EditableField[];
}

/**
 * What to do with an edit of a ticket that somebody else changed meanwhile: `done` when it is as wanted already, `again` when the other changed
 * other fields (then the edit is sent on the current version), `ask` when both changed the same field differently.
 */
export function judgeStale({ base, current, patch }: Conflict): 'done' | 'again' | 'ask' {
  const fields = fieldsOf(patch);
  if (fields.every((field) => same(current[field], patch[field]))) return 'done';
  return fields.every((field) => same(current[field], base[field]) || same(current[field], patch[field])) ? 'again' : 'ask';
}
