import { isTicketEnded } from '../../../shared/domain/ticket-status';
import type { Ticket, TicketStatus } from '../../../shared/models/tickets';
import { t } from '../../core/i18n';
import { ownEditsDone } from '../../core/pending';
import { useSession } from '../../core/session.store';
import { offerUndo } from '../../core/useUndo';
import { useAccounts } from '../accounts/accounts.store';
import { useTicketEdits } from './edits/edits.store';
import { fieldsOf, type TicketPatch } from './stale';
import { useTicketList } from './ticket-list.store';
import { priorityWord } from './ticket-words';
import { useTickets } from './tickets.store';

/** What can be done with one ticket, or with several at once by one operation of the server; each can be taken back for a while. */
export function useTicketActions() {
  const store = useTickets();
  const session = useSession();
  const accounts = useAccounts();
  const list = useTicketList();
  const edits = useTicketEdits();

  /** Takes a change back field by field, unless the ticket went out of sight. */
  async function takeBack(before: readonly Ticket[], fields: readonly (keyof TicketPatch)[]): Promise<void> {
    for (const old of before) {
      const current = store.tickets.get(old.id);
      if (!current) continue;
      const patch: TicketPatch = Object.fromEntries(fields.map((field) => [field, old[field]]));
      if (old.status === 'planned' && fields.includes('status')) patch.plannedFor = old.plannedFor;
      await store.save(current, patch);
    }
  }
  /** Changes tickets and says so. Those that are as wanted already are left alone. */
  async function change(ids: readonly string[], patch: TicketPatch, text: string): Promise<boolean> {
    await ownEditsDone(ids);
    if (ids.length > 1) {
      const { status, plannedFor, ownerId, teamId, priority } = patch;
      const wanted = Object.entries({ status, plannedFor, ownerId, teamId, priority }).filter(([, value]) => value !== undefined);
      return edits.change(list.meant(ids), Object.fromEntries(wanted), text);
    }
    const fields = fieldsOf(patch);
    const before = ids
      .map((id) => store.tickets.get(id))
      .filter((one): one is Ticket => one !== undefined && fields.some((field) => one[field] !== patch[field]));
    const done: Ticket[] = [];
    for (const ticket of before) if (await store.save(ticket, patch)) done.push(ticket);
    const [only] = done;
    if (only) offerUndo(text, { strong: only.numberText, undo: () => takeBack(done, fields) });
    return done.length === before.length;
  }
  const assign = (ids: readonly string[], ownerId: string | null) =>
    change(
      ids,
      { ownerId },
      ownerId === null ? t('tickets.done.unassigned') : t('tickets.done.assigned', { name: accounts.nameOf(ownerId) }),
    );
  const setStatus = (ids: readonly string[], status: TicketStatus) =>
    change(ids, { status }, t('tickets.done.status', { status: t(`ticketStatus.${status}`) }));
  return {
    change,
    assign,
    assignToMe: (ids: readonly string[]) => assign(ids, session.account?.id ?? null),
    giveToTeam: (ids: readonly string[], teamId: string) =>
      change(ids, { teamId, ownerId: null }, t('tickets.done.assigned', { name: accounts.teamNameOf(teamId) })),
    setStatus,
    setPriority: (ids: readonly string[], priority: number) => change(ids, { priority }, priorityWord(priority)),
    /** Closes what is open; a single ended ticket is opened again. */
    close(ids: readonly string[]): Promise<boolean> {
      const [only] = ids;
      const isEnded = ids.length === 1 && isTicketEnded(store.tickets.get(only)?.status ?? 'open');
      return setStatus(ids, isEnded ? 'open' : 'closed');
    },
  };
}
