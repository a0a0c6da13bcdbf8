import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { editTickets, listTicketEdits, undoTicketEdit } from '../../../../shared/contract/ticket-edits';
import type { TicketBulkChange, TicketEdit, TicketRefusal } from '../../../../shared/models/ticket-edits';
import type { InputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { errorText } from '../../../core/error-text';
import { t, tn } from '../../../core/i18n';
import { send } from '../../../core/pending';
import { offerUndo } from '../../../core/useUndo';
import { useTickets } from '../tickets.store';

const UNDO_MS = 10_000;

/** Which tickets are meant: these, as of the version on this screen, or those of a list. */
export type Many = { ids: readonly string[] } | { list: NonNullable<InputOf<typeof editTickets>['list']> };

/** What is said when not everything went as asked. `again` is left out where trying again makes no sense. */
interface Report {
  title: string;
  lines: readonly TicketRefusal[];
  note: string;
  again: (() => void) | null;
}

/** Changes of several tickets at once: made, reported where refused, taken back. */
export const useTicketEdits = defineStore('ticket-edits', () => {
  const tickets = useTickets();
  const report = shallowRef<Report | null>(null);
  const recent = ref<readonly TicketEdit[]>([]);
  const isBusy = ref(false);

  const named = (ids: readonly string[]) => ids.map((ticketId) => ({ ticketId, version: tickets.tickets.get(ticketId)?.version ?? 0 }));
  /** Changes them and says so with `text`; answers whether all of them are now as wanted. */
  async function change(many: Many, wanted: TicketBulkChange, text: string): Promise<boolean> {
    isBusy.value = true;
    try {
      const asked = 'list' in many ? { list: many.list } : { tickets: named(many.ids) };
      const { edit, refused, hasMore } = await send(editTickets, { ...asked, change: wanted });
      if (edit) offerUndo(text, { strong: tn('tickets.count', edit.count), undo: () => undo(edit.id), lasts: UNDO_MS });
      const again = refused.filter(({ code }) => code === 'STALE').map(({ ticketId }) => ticketId);
      const note = [hasMore ? t('tickets.many.hasMore') : '', edit && refused.length > 0 ? t('tickets.many.refusedHint') : '']
        .filter(Boolean)
        .join(' ');
      if (refused.length > 0 || hasMore)
        report.value = {
          title: refused.length > 0 ? tn('tickets.many.refusedTitle', refused.length) : t('tickets.many.title'),
          lines: refused,
          note,
          again: again.length > 0 ? () => void tryAgain(again, wanted, text) : null,
        };
      return refused.length === 0;
    } catch (error) {
      report.value = { title: t('tickets.many.title'), lines: [], note: errorText(error), again: null };
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  async function tryAgain(ids: readonly string[], wanted: TicketBulkChange, text: string): Promise<void> {
    report.value = null;
    await Promise.all(ids.map((id) => tickets.load(id).catch(() => undefined)));
    await change({ ids }, wanted, text);
  }
  async function undo(editId: string): Promise<void> {
    try {
      const { done, kept } = await send(undoTicketEdit, { editId });
      if (done > 0) offerUndo(t('tickets.many.undoDone'), { strong: tn('tickets.count', done) });
      if (kept.length > 0) report.value = { title: tn('tickets.many.undoKept', kept.length), lines: kept, note: '', again: null };
    } catch (error) {
      report.value = { title: t('tickets.many.undo'), lines: [], note: errorText(error), again: null };
    }
  }
  return {
    report,
    recent,
    isBusy,
    change,
    undo,
    async loadRecent(): Promise<void> {
      recent.value = (await api(listTicketEdits, {})).items;
    },
  };
});
