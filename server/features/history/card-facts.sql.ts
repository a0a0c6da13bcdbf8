import type { CallerCard } from '../../../shared/models/caller-card.js';
import { personNameSql } from '../people/index.js';

/** What the one statement of the caller card answers; times inside JSON carry an offset. */
export interface CardRow extends Pick<CallerCard, 'person' | 'company' | 'owner' | 'pinnedNote'> {
  path: CallerCard['path'] | null;
  contacts: CallerCard['contacts'] | null;
  consents: CallerCard['consents'] | null;
  companyWarning: string | null;
  /** The installation's language. */
  language: string;
}

function lastContacts(condition: string, hidden: string): string {
  return `(SELECT jsonb_agg(to_jsonb(x) ORDER BY x.at DESC, x.id DESC) FROM (
    SELECT i.id, i.kind, CASE WHEN ${hidden} THEN NULL ELSE i.direction END AS direction, i.at, CASE WHEN ${hidden} THEN NULL ELSE i.duration_s END AS "durationSeconds",
      CASE WHEN ${hidden} THEN NULL ELSE i.outcome END AS outcome, CASE WHEN ${hidden} THEN NULL ELSE a.name END AS "agentName",
      CASE WHEN ${hidden} THEN NULL ELSE i.summary END AS summary, CASE WHEN ${hidden} THEN NULL ELSE i.ticket_id END AS "ticketId"
    FROM interactions i LEFT JOIN accounts a ON a.id = i.account_id WHERE ${condition} ORDER BY i.at DESC, i.id DESC LIMIT 5) x)`;
}

/** `$1` the person or null, `$2` a company or null (then the person's first one); the policy's parameters follow. Primary keys and the owner indexes only. */
export function cardSql(hidden: string): string {
  return `
WITH RECURSIVE b AS (
  SELECT $1::uuid AS person_id, coalesce($2::uuid, (SELECT company_id FROM positions WHERE person_id = $1::uuid AND is_primary)) AS company_id),
up AS (
  SELECT c.id, c.name, c.parent_id, 0 AS height FROM b JOIN companies c ON c.id = b.company_id
  UNION ALL SELECT c.id, c.name, c.parent_id, up.height + 1 FROM up JOIN companies c ON c.id = up.parent_id)
SELECT
  CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', ${personNameSql('p')}, 'title', p.title, 'role', nullif(o.role, ''), 'language', p.language,
    'formality', p.form_of_address, 'timeZone', p.time_zone, 'kind', p.kind, 'isVip', p.is_vip, 'warning', p.warning, 'isDemo', p.is_demo, 'salutation', p.salutation,
    'nameHint', p.name_hint, 'preferredChannel', p.preferred_channel, 'preferredHours', p.preferred_hours) END AS person,
  CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.name, 'tier', c.tier, 'customerNumber', coalesce(p.customer_number, c.customer_number)) END AS company,
  c.warning AS "companyWarning", coalesce(p.pinned_note, c.pinned_note) AS "pinnedNote",
  (SELECT jsonb_agg(jsonb_build_object('id', up.id, 'name', up.name) ORDER BY up.height DESC) FROM up) AS path,
  (SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM accounts a WHERE a.id = coalesce(p.owner_id, c.owner_id)) AS owner,
  (SELECT jsonb_agg(jsonb_build_object('purpose', n.purpose, 'channel', n.channel, 'isGranted', n.state = 'granted', 'at', n.at) ORDER BY n.purpose, n.channel)
   FROM (SELECT DISTINCT ON (purpose, channel) * FROM consents WHERE person_id = p.id ORDER BY purpose, channel, at DESC, id DESC) n) AS consents,
  CASE WHEN p.id IS NOT NULL THEN ${lastContacts('i.person_id = b.person_id', hidden)} ELSE ${lastContacts('i.company_id = b.company_id', hidden)} END AS contacts,
  coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'language'), 'de') AS language
FROM b LEFT JOIN persons p ON p.id = b.person_id LEFT JOIN companies c ON c.id = b.company_id
  LEFT JOIN positions o ON o.person_id = b.person_id AND o.company_id = b.company_id`;
}
