import * as z from 'zod/mini';
import { base, Id, Instant, Language } from './base.js';

/** What an account may do; one account may hold several. */
export const Role = z.enum(['agent', 'supervisor', 'admin']);
export type Role = z.infer<typeof Role>;

/** An account as colleagues see it. `teamIds` are the teams it belongs to, `supervisedTeamIds` those it leads. */
export const Account = z.object({
  ...base,
  name: z.string(),
  email: z.string(),
  roles: z.array(Role),
  language: Language,
  timeZone: z.nullable(z.string()),
  teamIds: z.array(Id),
  supervisedTeamIds: z.array(Id),
  isActive: z.boolean(),
  isDemo: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** A team of people. `isConfidential`: others see that there was an interaction, not what. */
export const Team = z.object({ ...base, name: z.string(), isConfidential: z.boolean(), isDemo: z.boolean() });
export type Team = z.infer<typeof Team>;

/** Personal preferences kept on the server, so that every device looks alike. */
export const Preferences = z.object({
  theme: z.optional(z.enum(['light', 'dark', 'system'])),
  contrast: z.optional(z.enum(['normal', 'more'])),
  density: z.optional(z.enum(['compact', 'roomy'])),
  singleKeys: z.optional(z.boolean()),
  sound: z.optional(z.object({ ringVolume: z.number(), muted: z.boolean(), deviceId: z.optional(z.string()) })),
  paneWidths: z.optional(z.record(z.string(), z.number())),
  dismissed: z.optional(z.array(z.string())),
});
export type Preferences = z.infer<typeof Preferences>;

/** The signed-in account as its owner sees it. */
export const Me = z.object({ account: Account, preferences: Preferences, sessionId: z.nullable(Id) });
export type Me = z.infer<typeof Me>;

/** A personal API token; the secret itself is shown once, at creation. */
export const ApiToken = z.object({
  ...base,
  name: z.string(),
  scopes: z.array(z.enum(['read', 'write', 'mail', 'admin'])),
  createdAt: Instant,
  lastUsedAt: z.nullable(Instant),
  revokedAt: z.nullable(Instant),
});
export type ApiToken = z.infer<typeof ApiToken>;
