import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { saveSettings } from '../settings/index.js';

/** In this order no foreign key is in the way. What a demo person left while somebody tried the product goes with them. */
const STATEMENTS = [
  `CREATE TEMP TABLE demo_persons ON COMMIT DROP AS SELECT id FROM persons WHERE is_demo`,
  `CREATE TEMP TABLE demo_tickets ON COMMIT DROP AS SELECT id FROM tickets WHERE is_demo OR person_id IN (SELECT id FROM demo_persons)`,
  `DELETE FROM lost_calls WHERE is_demo OR person_id IN (SELECT id FROM demo_persons)`,
  `DELETE FROM call_desks WHERE id IN (SELECT id FROM calls WHERE state = 'ENDED' AND (is_demo OR person_id IN (SELECT id FROM demo_persons)))`,
  `DELETE FROM calls WHERE state = 'ENDED' AND (is_demo OR person_id IN (SELECT id FROM demo_persons))`,
  `UPDATE calls SET version = version + 1, person_id = NULL, ticket_id = NULL WHERE person_id IN (SELECT id FROM demo_persons)`,
  `DELETE FROM deadlines WHERE key IN (SELECT id::text FROM tasks WHERE is_demo OR person_id IN (SELECT id FROM demo_persons) OR ticket_id IN (SELECT id FROM demo_tickets))`,
  `DELETE FROM tasks WHERE is_demo OR person_id IN (SELECT id FROM demo_persons) OR ticket_id IN (SELECT id FROM demo_tickets)`,
  `DELETE FROM interactions WHERE is_demo OR person_id IN (SELECT id FROM demo_persons) OR ticket_id IN (SELECT id FROM demo_tickets)`,
  `UPDATE tickets SET version = version + 1, company_id = NULL WHERE company_id IN (SELECT id FROM companies WHERE is_demo) AND id NOT IN (SELECT id FROM demo_tickets)`,
  `UPDATE tasks SET version = version + 1, company_id = NULL WHERE company_id IN (SELECT id FROM companies WHERE is_demo)`,
  `UPDATE interactions SET version = version + 1, company_id = NULL WHERE company_id IN (SELECT id FROM companies WHERE is_demo)`,
  `DELETE FROM search_docs WHERE id IN (SELECT id FROM demo_tickets)`,
  `DELETE FROM tickets WHERE id IN (SELECT id FROM demo_tickets)`,
  `UPDATE calls SET version = version + 1, company_id = NULL WHERE company_id IN (SELECT id FROM companies WHERE is_demo)`,
  `UPDATE calls SET version = version + 1, ticket_id = NULL WHERE ticket_id IN (SELECT id FROM demo_tickets)`,
  `DELETE FROM search_keys WHERE person_id IN (SELECT id FROM demo_persons) OR company_id IN (SELECT id FROM companies WHERE is_demo)`,
  `DELETE FROM persons WHERE is_demo`,
  `UPDATE companies SET version = version + 1, parent_id = NULL WHERE NOT is_demo AND parent_id IN (SELECT id FROM companies WHERE is_demo)`,
  `DELETE FROM companies WHERE is_demo`,
];

/** Removes everything marked as demo with what hangs on it; ticket numbers once drawn stay drawn. A call in progress goes on, without the person. */
export async function removeDemo(ctx: Ctx): Promise<{ ok: true }> {
  for (const statement of STATEMENTS) await ctx.db.query(statement);
  await ctx.audit({ entity: 'settings', entityId: 'installation', action: 'demo data removed' });
  await saveSettings(ctx, { hasDemoData: false });
  await ctx.publish('demo-data.changed', { id: newId(), version: 1 });
  return { ok: true };
}
