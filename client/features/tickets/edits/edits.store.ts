import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { editTickets, listTicketEdits, undoTicketEdit } from '../../../../shared/contract/ticket-edits';
import { listTickets } from '../../../../shared/contract/tickets';
import { MOST_AT_ONCE, type TicketBulkChange, type TicketEdit, type TicketRefusal } from '../../../../shared/models/ticket-edits';
import type { InputOf, OutputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { errorText } from '../../../core/error-text';
import { t, tn } from '../../../core/i18n';
import { send } from '../../../core/pending';
import { offerUndo } from '../../../core/useUndo';
import { useTickets } from '../tickets.store';

const UNDO_MS = 10_000;
/** Of a list chosen whole, and how many are asked for in one answer. */
const MOST_OF_LIST = 500;
const PAGE = 200;

/** Which tickets are meant: these, as of the version on this screen, or the first of a list. */
export type Many = { ids: readonly string[] } | { list: InputOf<typeof listTickets> };
type Named = InputOf<typeof editTickets>['tickets'];

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

  /** Whom `change` means, and whether the list goes on behind them. */
  async function named(many: Many): Promise<{ all: Named; hasMore: boolean }> {
    if ('ids' in many)
      return { all: many.ids.map((ticketId) => ({ ticketId, version: tickets.tickets.get(ticketId)?.version ?? 0 })), hasMore: false };
    const all = new Map<string, number>();
    let cursor: string | null = null;
    do {
      const page: OutputOf<typeof listTickets> = await api(listTickets, { ...many.list, limit: PAGE, ...(cursor ? { cursor } : {}) });
      for (const { id, version } of page.items) all.set(id, version);
      cursor = page.cursor;
    } while (cursor !== null && all.size < MOST_OF_LIST);
    const first = [...all].slice(0, MOST_OF_LIST).map(([ticketId, version]) => ({ ticketId, version }));
    return { all: first, hasMore: cursor !== null || all.size > MOST_OF_LIST };
  }
  /** Changes them and says so with `text`; answers whether all of them are now as wanted. What was done before something failed can be taken back all the same. */
  async function change(many: Many, wanted: TicketBulkChange, text: string): Promise<boolean> {
    isBusy.value = true;
    let edit: TicketEdit | null = null;
    const refused: TicketRefusal[] = [];
    try {
      const { all, hasMore } = await named(many);
      for (let at = 0; at < all.length; at += MOST_AT_ONCE) {
        const onto: { onto?: string } = edit ? { onto: edit.id } : {};
        const answer: OutputOf<typeof editTickets> = await send(editTickets, {
          tickets: all.slice(at, at + MOST_AT_ONCE),
          change: wanted,
          ...onto,
        });
        edit = answer.edit ?? edit;
        refused.push(...answer.refused);
      }
      tell({ edit, refused, hasMore }, wanted, text);
      return refused.length === 0;
    } catch (error) {
      if (edit) offerBack(edit, text);
      report.value = { title: t('tickets.many.title'), lines: refused, note: errorText(error), again: null };
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  function offerBack({ id, count }: TicketEdit, text: string): void {
    offerUndo(text, { strong: tn('tickets.count', count), undo: () => undo(id), lasts: UNDO_MS });
  }
  function tell(
    { edit, refused, hasMore }: { edit: TicketEdit | null; refused: readonly TicketRefusal[]; hasMore: boolean },
    wanted: TicketBulkChange,
    text: string,
  ): void {
    if (edit) offerBack(edit, text);
    if (refused.length === 0 && !hasMore) return;
    const again = refused.filter(({ code }) => code === 'STALE').map(({ ticketId }) => ticketId);
    const hints = [hasMore ? t('tickets.many.hasMore') : '', edit && refused.length > 0 ? t('tickets.many.refusedHint') : ''];
    report.value = {
      title: refused.length > 0 ? tn('tickets.many.refusedTitle', refused.length) : t('tickets.many.title'),
      lines: refused,
      note: hints.filter(Boolean).join(' '),
      again: again.length > 0 ? () => void tryAgain(again, wanted, text) : null,
    };
  }
  async function tryAgain(ids: readonly string[], wanted: TicketBulkChange, text: string): Promise<void> {
    report.value = null;
    await Promise.all(ids.map((id) => tickets.load(id).catch(() => undefined)));
    await change({ ids }, wanted, text);
  }
  async function undo(editId: string): Promise<void> {
    const kept: TicketRefusal[] = [];
    let done = 0;
    try {
      for (let isMore = true; isMore; ) {
        const answer = await send(undoTicketEdit, { editId });
        done += answer.done;
        kept.push(...answer.kept);
        isMore = answer.isMore;
      }
      if (done > 0) offerUndo(t('tickets.many.undoDone'), { strong: tn('tickets.count', done) });
      if (kept.length > 0) report.value = { title: tn('tickets.many.undoKept', kept.length), lines: kept, note: '', again: null };
    } catch (error) {
      report.value = { title: t('tickets.many.undo'), lines: kept, note: errorText(error), again: null };
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
