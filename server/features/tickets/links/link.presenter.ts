import type { TicketLink } from '../../../../shared/models/ticket-links.js';
import type { TicketLinkRow } from './ticket-link.entity.js';

/** A link as it travels. */
export function presentLink(row: Pick<TicketLinkRow, 'id' | 'version' | 'kind' | 'fromId' | 'toId'>): TicketLink {
  return { id: row.id, version: row.version, kind: row.kind, fromId: row.fromId, toId: row.toId };
}
