import * as z from 'zod/mini';
import { base, Id } from './base.js';
import { TicketBulkChange } from './ticket-edits.js';

/** What a macro makes of a ticket. Fields not given stay. */
export const MacroChange = z.extend(z.omit(TicketBulkChange, { plannedFor: true }), {
  /** Whoever runs it becomes the owner. */
  isMine: z.optional(z.literal(true)),
  /** With status `planned`: it comes back after so many days, at the hour it was run. */
  plannedDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
});
export type MacroChange = z.infer<typeof MacroChange>;

/** What a macro begins to write; it is sent by a person. */
export const MacroText = z.object({ as: z.enum(['reply', 'note']), snippetId: Id });
export type MacroText = z.infer<typeof MacroText>;

/** Several actions at once: one's own, a team's, or everybody's. */
export const Macro = z.object({
  ...base,
  name: z.string(),
  audience: z.enum(['me', 'team', 'all']),
  /** Set exactly for a team's. */
  teamId: z.nullable(Id),
  /** Set exactly for one's own. */
  ownerId: z.nullable(Id),
  change: MacroChange,
  /** Null: nothing is written. The snippet may have been taken away since. */
  text: z.nullable(MacroText),
});
export type Macro = z.infer<typeof Macro>;
