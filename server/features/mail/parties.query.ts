import type { Ctx } from '../../core/context.js';

/** Who asks to belong to tickets. */
export interface PartyQuestion {
  ticketIds: readonly string[];
  /** Lower case. */
  address: string;
  personId: string | null;
  companyId: string | null;
  isColleague: boolean;
}

/**
 * The tickets among these that a sender has to do with: wrote or was written to in one of their mails, is the customer, belongs to the customer's company,
 * or is a colleague of ours. A merged ticket's customer stays one. Indexes: mails_ticket, tickets_merged.
 */
export async function partyTickets(ctx: Ctx, question: PartyQuestion): Promise<ReadonlySet<string>> {
  const { ticketIds, address, personId, companyId, isColleague } = question;
  if (ticketIds.length === 0) return new Set();
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT t.id FROM tickets t WHERE t.id = ANY($1::uuid[]) AND ($5 OR t.person_id = $3::uuid OR t.company_id = $4::uuid
       OR EXISTS (SELECT 1 FROM tickets o WHERE o.merged_into_id = t.id AND (o.person_id = $3::uuid OR o.company_id = $4::uuid))
       OR ($2 <> '' AND EXISTS (SELECT 1 FROM mails m WHERE m.ticket_id = t.id AND m.addresses @> ARRAY[$2::text]))
       OR EXISTS (SELECT 1 FROM mail_addresses a WHERE a.address = $2 AND a.person_id = t.person_id))`,
    [ticketIds, address, personId, companyId, isColleague],
  );
  return new Set(rows.map(({ id }) => id));
}
