import { personNameSql } from './person-name.js';

/** SELECT list of PersonLite; needs the joins below. */
export const PERSON_LITE_COLUMNS = `p.id, ${personNameSql('p')} AS name, nullif(o.role, '') AS role, o.company_id AS "companyId", c.name AS "companyName", p.is_vip AS "isVip",
  p.warning IS NOT NULL AS "hasWarning", f.last_interaction_at AS "lastInteractionAt", coalesce(f.open_tickets, 0) AS "openTickets"`;

/** Joins from a `persons p` row to the primary position `o`, its company `c` and the facts `f`. */
export const PERSON_LITE_JOINS = `LEFT JOIN positions o ON o.person_id = p.id AND o.is_primary LEFT JOIN companies c ON c.id = o.company_id
  LEFT JOIN person_facts f ON f.person_id = p.id`;
