import type { DuePrecision, PromiseLite } from '../../../shared/models/tasks.js';
import type { Ctx } from '../../core/context.js';
import { bind } from '../../core/db/condition.js';
import { numberStyle, presentNumber } from '../tickets/index.js';
import { visibleToAccount } from './tasks.policy.js';

/** Promises on a caller card. */
const SHOWN = 2;

/** Whose promises, and who will look: without `viewerId` all count. */
export interface PromisesOf {
  personId: string | null;
  companyId: string | null;
  viewerId?: string;
}
interface Row extends Omit<PromiseLite, 'dueAt' | 'ticketNumberText'> {
  dueAt: Date | null;
  duePrecision: DuePrecision | null;
  ticketCounter: string | null;
  total: number;
}

/**
 * The open promises of a caller for the card: most overdue first, two at most; `total` counts all. With a person those of the person and of the company
 * that name nobody else; without a person those of the company. Indexes: tasks_person, tasks_company.
 */
export async function promisesFor(ctx: Ctx, of: PromisesOf): Promise<{ promises: PromiseLite[]; total: number }> {
  if (of.personId === null && of.companyId === null) return { promises: [], total: 0 };
  const visible = of.viewerId === undefined ? { sql: 'TRUE', params: [] } : visibleToAccount(of.viewerId, 't');
  const rows: Row[] = await ctx.db.query(
    `SELECT t.id, t.version, t.what, t.due_at AS "dueAt", t.due_precision AS "duePrecision", t.owner_id AS "ownerId", o.name AS "ownerName",
       t.team_id AS "teamId", t.person_id AS "personId", t.ticket_id AS "ticketId", k.number AS "ticketCounter",
       count(*) OVER ()::int AS total
     FROM tasks t LEFT JOIN accounts o ON o.id = t.owner_id LEFT JOIN tickets k ON k.id = t.ticket_id
     WHERE t.state = 'open' AND t.kind = 'promise' AND (${bind(visible, 2)})
       AND (t.person_id = $1::uuid OR (t.company_id = $2::uuid AND ($1::uuid IS NULL OR t.person_id IS NULL)))
     ORDER BY t.due_at NULLS LAST, t.id LIMIT ${SHOWN}`,
    [of.personId, of.companyId, ...visible.params],
  );
  const style = await numberStyle(ctx);
  const promises = rows.map(({ total: _total, ticketCounter, ...row }) => ({
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    ticketNumberText: ticketCounter === null ? null : presentNumber(ticketCounter, style).numberText,
  }));
  return { promises, total: rows[0]?.total ?? 0 };
}
