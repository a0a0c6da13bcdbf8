/** For whom a snippet or macro is. */
export interface Kept {
  audience: 'me' | 'team' | 'all';
  teamId: string | null;
}

/** One word for it: `me`, `all`, or the id of a team. */
export const whoseOf = ({ audience, teamId }: Kept) => (audience === 'team' ? (teamId ?? '') : audience);

/** The word as the server takes it. */
export function audienceOf(whose: unknown): { audience: Kept['audience']; teamId: string | null } {
  if (whose === 'me' || whose === 'all') return { audience: whose, teamId: null };
  return { audience: 'team', teamId: String(whose) };
}
