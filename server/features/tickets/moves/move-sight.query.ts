import type { Ctx } from '../../../core/context.js';
import type { TicketRow } from '../ticket.entity.js';

type Seen = Pick<TicketRow, 'teamId' | 'ownerId' | 'followerIds'>;

/** Who takes part in a ticket by name. */
function peopleOf(ticket: Seen): string[] {
  return [...new Set([ticket.ownerId, ...ticket.followerIds].filter((id) => id !== null))];
}

/** Those of these accounts who may see a ticket. */
async function whoSee(ctx: Ctx, accountIds: readonly string[], { teamId, ownerId, followerIds }: Seen): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT a.id FROM accounts a WHERE a.id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR 'admin' = ANY(a.roles) OR a.id = $3::uuid OR a.id = ANY($4::uuid[])
       OR EXISTS (SELECT 1 FROM team_members m WHERE m.account_id = a.id AND m.team_id = $2::uuid))`,
    [accountIds, teamId, ownerId, followerIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What a merge means for who sees what. */
interface MergeSight {
  /** It would show what a confidential team wrote to somebody outside it. */
  isWider: boolean;
  /** People of `from` who follow `into` from now on. */
  followers: string[];
  /** People of `from` who would no longer see what was said: `into` is a confidential team's. */
  losing: string[];
}

/**
 * Merging never shows a confidential team's words to others: `from` of such a team goes only into a ticket that is, or becomes, that team's, and that nobody
 * takes part in who could not see `from`; and nobody comes to see a confidential `into` by having taken part in `from`. `hold`
 * holds the teams against change until the transaction ends.
 */
export async function mergeSight(ctx: Ctx, { from, into }: { from: Seen; into: Seen }, way: 'look' | 'hold'): Promise<MergeSight> {
  const teamId = into.teamId ?? from.teamId;
  const teams: { id: string; isConfidential: boolean }[] = await ctx.db.query(
    `SELECT id, is_confidential AS "isConfidential" FROM teams WHERE id = ANY($1::uuid[]) ORDER BY id${way === 'hold' ? ' FOR SHARE' : ''}`,
    [[from.teamId, teamId].filter((id) => id !== null)],
  );
  const isConfidential = (id: string | null) => teams.some((team) => team.id === id && team.isConfidential);
  const people = peopleOf(from);
  const known = isConfidential(teamId) ? await whoSee(ctx, people, { ...into, teamId }) : new Set(people);
  const outsiders = isConfidential(from.teamId) ? await strangersTo(ctx, from, into) : [];
  return {
    isWider: isConfidential(from.teamId) && (teamId !== from.teamId || outsiders.length > 0),
    followers: people.filter((id) => known.has(id)),
    losing: people.filter((id) => !known.has(id)),
  };
}

async function strangersTo(ctx: Ctx, from: Seen, into: Seen): Promise<string[]> {
  const people = peopleOf(into);
  const seeing = await whoSee(ctx, people, from);
  return people.filter((id) => !seeing.has(id));
}
