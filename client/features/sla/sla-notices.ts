import { getTicket } from '../../../shared/contract/tickets';
import type { SlaTicketClock, TicketSla } from '../../../shared/models/sla';
import { api } from '../../core/api';
import { moment } from '../../core/format';
import { t } from '../../core/i18n';
import { onEvent } from '../../core/sync';
import { announce } from '../../core/useAnnounce';
import { serverNow } from '../../core/useTicker';
import { offerUndo } from '../../core/useUndo';

const SHOWN_MS = 12_000;

/** A line, without a sound, when a promise of one's own or one's team's is near its end or over. Who is told, the server decides. */
export function listenForSla(): void {
  onEvent('ticket.sla-warned', (payload) => 'clocks' in payload && void tell(payload, 'warned'));
  onEvent('ticket.sla-breached', (payload) => 'clocks' in payload && void tell(payload, 'breached'));
}

async function tell(sla: TicketSla, kind: 'warned' | 'breached'): Promise<void> {
  const clock = lastOf(sla, kind);
  const ticket = await api(getTicket, { ticketId: sla.id }).catch(() => null);
  if (!clock || !ticket) return;
  const what = t(`sla.target.${clock.target}`);
  const text = t(`sla.${kind}`, { what, time: clock.dueAt === null ? '' : moment(clock.dueAt, serverNow()) });
  announce(`${ticket.numberText} ${text}`);
  offerUndo(`${ticket.subject} · ${text}`, { strong: ticket.numberText, lasts: SHOWN_MS });
}

/** The clock the event is about: the one that reached its mark last. */
function lastOf(sla: TicketSla, kind: 'warned' | 'breached'): SlaTicketClock | undefined {
  const at = (clock: SlaTicketClock) => (kind === 'warned' ? clock.warnedAt : clock.breachedAt) ?? '';
  return sla.clocks.filter((clock) => clock.state === 'running' && at(clock) !== '').sort((a, b) => at(b).localeCompare(at(a)))[0];
}
