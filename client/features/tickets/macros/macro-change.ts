import type { Macro } from '../../../../shared/models/macros';
import { TicketAfterMail } from '../../../../shared/models/mail';
import type { TicketBulkChange } from '../../../../shared/models/ticket-edits';

const DAY_MS = 86_400_000;

/** What a macro does here and now: what is changed at once, and what becomes of the ticket when the mail it begins is sent. */
export interface MacroDeeds {
  change: TicketBulkChange;
  /** Null: the state is changed at once, or not at all. */
  after: TicketAfterMail | null;
}

/** `myId` runs the macro at `now` (ms). A state that goes with a mail waits for it: an answer sent afterwards would change it again. */
export function macroDeeds({ change, text }: Pick<Macro, 'change' | 'text'>, myId: string, now: number): MacroDeeds {
  const { isMine, plannedDays, status, ...rest } = change;
  const after = text?.as === 'reply' ? (TicketAfterMail.options.find((one) => one === status) ?? null) : null;
  return {
    change: {
      ...rest,
      ...(isMine ? { ownerId: myId } : {}),
      ...(status && after === null ? { status } : {}),
      ...(plannedDays === undefined ? {} : { plannedFor: new Date(now + plannedDays * DAY_MS).toISOString() }),
    },
    after,
  };
}
