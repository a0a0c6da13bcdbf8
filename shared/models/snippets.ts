import * as z from 'zod/mini';
import { base, Id } from './base.js';

/** A piece of text to write with: one's own, a team's, or everybody's. Each language may be missing, not both. */
export const Snippet = z.object({
  ...base,
  name: z.string(),
  /** What is typed after `/` or `::` to find it first; lower case, empty for none. */
  shortcut: z.string(),
  audience: z.enum(['me', 'team', 'all']),
  /** Set exactly for a team's. */
  teamId: z.nullable(Id),
  /** Set exactly for one's own. */
  ownerId: z.nullable(Id),
  textDe: z.string(),
  textEn: z.string(),
});
export type Snippet = z.infer<typeof Snippet>;
