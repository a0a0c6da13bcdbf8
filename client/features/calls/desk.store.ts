import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { finishCall, saveDesk, saveNote, undoFinish } from '../../../shared/contract/call-desk';
import type { CallDesk, NextStep } from '../../../shared/models/calls';
import { ApiError } from '../../core/api';
import { timeOfDay } from '../../core/format';
import { t } from '../../core/i18n';
import type { MessageKey } from '../../core/i18n/schema';
import { send } from '../../core/pending';
import { serverNow } from '../../core/useTicker';
import { offerUndo } from '../../core/useUndo';
import { useQueues } from '../queues/queues.store';
import { useCalls } from './calls.store';

const SAVE_AFTER_MS = 400;
const TYPING_MS = 3000;
const UNDO_MS = 5000;
const key = (callId: string) => `ringback.note.${callId}`;
const choiceOf = (desk: CallDesk | undefined) => JSON.stringify([desk?.dispositionId ?? null, desk?.nextStep ?? {}]);

/** The writing about my call: note, outcome, next step. Kept on this machine with each key and on the server shortly after; a crash loses nothing. */
export const useDesk = defineStore('desk', () => {
  const calls = useCalls();
  const queues = useQueues();
  const note = ref('');
  const picked = ref<string | null>(null);
  const nextStep = ref<NextStep>({});
  const savedAt = ref<number | null>(null);
  const isSaving = ref(false);
  const isBusy = ref(false);
  const typedAt = ref(0);
  const problem = ref('');
  const callId = shallowRef<string | null>(null);
  let revision = 0;
  /** Outcome and next step as the server last had them: what differs here was chosen here. */
  let known = choiceOf(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let choiceTimer: ReturnType<typeof setTimeout> | undefined;
  let overTimer: ReturnType<typeof setTimeout> | undefined;
  let keeping: Promise<void> = Promise.resolve();
  let isFilling = false;

  const disposition = computed(() => queues.dispositions.get(picked.value));
  const missing = computed(() => {
    const wanted = disposition.value?.requires ?? [];
    const call = calls.mine;
    const lacks = {
      note: note.value.trim() === '',
      ticket: !call?.ticketId && !nextStep.value.ticketSubject,
      reason: !nextStep.value.reasonId,
      promise: !nextStep.value.promise,
    };
    return wanted.filter((one) => lacks[one]).map((one) => t(`calls.requires.${one}` as MessageKey));
  });

  /** Takes up the writing of the call that is now mine; what was typed on this machine and is newer than the server's is kept. */
  watch(
    () => calls.mine?.id ?? null,
    (id) => {
      if (id === callId.value) return;
      flush();
      typedAt.value = 0;
      const desk = id ? calls.desks.get(id) : undefined;
      const local = id ? localStorage.getItem(key(id)) : null;
      revision = desk?.noteRevision ?? 0;
      fill(local ?? desk?.note ?? '');
      choose(desk);
      savedAt.value = null;
      problem.value = '';
      callId.value = id;
      if (local !== null && local !== (desk?.note ?? '')) schedule();
    },
    { immediate: true, flush: 'sync' },
  );
  // It came from the server after the call did, or another tab or device wrote: taken over, unless somebody types or chose here.
  watch(
    () => (callId.value ? calls.desks.get(callId.value) : undefined),
    (desk) => {
      if (!desk || desk.id !== callId.value) return;
      if (JSON.stringify([picked.value, nextStep.value]) === known) choose(desk);
      else known = choiceOf(desk);
      takeOver();
    },
    { flush: 'sync' },
  );
  /** Shows what another tab or device wrote. While somebody writes here it waits for the hand to rest; it is not forgotten. */
  function takeOver(): void {
    clearTimeout(overTimer);
    const desk = callId.value ? calls.desks.get(callId.value) : undefined;
    if (!desk || desk.noteRevision <= revision) return;
    const rest = typedAt.value + TYPING_MS - serverNow();
    if (rest > 0 || isSaving.value) {
      overTimer = setTimeout(takeOver, Math.max(rest, SAVE_AFTER_MS));
      return;
    }
    revision = desk.noteRevision;
    fill(desk.note);
  }
  function fill(text: string): void {
    isFilling = true;
    note.value = text;
    isFilling = false;
  }
  function choose(desk: CallDesk | undefined): void {
    isFilling = true;
    [picked.value, nextStep.value] = [desk?.dispositionId ?? null, desk?.nextStep ?? {}];
    isFilling = false;
    known = choiceOf(desk);
  }
  watch(
    note,
    (text) => {
      if (isFilling || !callId.value) return;
      typedAt.value = serverNow();
      localStorage.setItem(key(callId.value), text);
      schedule();
    },
    { flush: 'sync' },
  );
  function schedule(): void {
    isSaving.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), SAVE_AFTER_MS);
  }
  function flush(): void {
    if (choiceTimer !== undefined) {
      clearTimeout(choiceTimer);
      void keepChoice();
    }
    if (timer === undefined) return;
    clearTimeout(timer);
    void keep();
  }
  function keep(): Promise<void> {
    timer = undefined;
    keeping = keepNow();
    return keeping;
  }
  /** The note is with the server before the call is finished: written elsewhere meanwhile, both texts are. What cannot be saved stays on this machine. */
  async function settle(): Promise<void> {
    await keeping;
    for (let round = 0; timer !== undefined && round < 3; round++) {
      clearTimeout(timer);
      await keep();
    }
  }
  async function keepNow(): Promise<void> {
    const id = callId.value;
    if (!id) return;
    const text = note.value;
    revision += 1;
    try {
      calls.desks.upsert(await send(saveNote, { callId: id, note: text, revision }));
      if (localStorage.getItem(key(id)) === text) localStorage.removeItem(key(id));
      savedAt.value = serverNow();
    } catch (error) {
      // Another device wrote meanwhile: both texts are kept, theirs first.
      if (error instanceof ApiError && error.code === 'NOTE_OUTDATED') {
        revision = Math.max(revision, Number(error.details['noteRevision'] ?? revision + 1));
        if (id === callId.value) keepBoth(error.details['note']);
      }
    } finally {
      isSaving.value = timer !== undefined;
    }
  }
  function keepBoth(theirs: unknown): void {
    const isNew = typeof theirs === 'string' && theirs.trim() !== '' && !note.value.includes(theirs.trim());
    if (isNew) note.value = `${theirs}\n${note.value}`;
    schedule();
  }
  // A moment typed as words is understood anew with each key: saved when the hand rests.
  watch([picked, nextStep], () => isFilling || scheduleChoice(SAVE_AFTER_MS), { deep: true, flush: 'sync' });
  function scheduleChoice(after: number): void {
    clearTimeout(choiceTimer);
    choiceTimer = setTimeout(() => void keepChoice(), after);
  }
  async function keepChoice(): Promise<void> {
    choiceTimer = undefined;
    const id = callId.value;
    const desk = id ? calls.desks.get(id) : undefined;
    if (!id || !desk || JSON.stringify([picked.value, nextStep.value]) === choiceOf(desk)) return;
    await send(saveDesk, { callId: id, version: desk.version, dispositionId: picked.value, nextStep: nextStep.value })
      .then((saved) => calls.desks.upsert(saved))
      .catch((error: unknown) => {
        // A note saved meanwhile made the desk newer: once more, with the version its event brings.
        if (error instanceof ApiError && error.code === 'STALE' && id === callId.value) scheduleChoice(1000);
      });
  }
  /** Ends the wrap-up; the outcome can be taken back for five seconds. */
  async function finish(afterwards: 'ready' | 'pause'): Promise<void> {
    const id = callId.value;
    if (!id || isBusy.value || missing.value.length > 0) return;
    isBusy.value = true;
    problem.value = '';
    try {
      // The choice goes along with the finish.
      clearTimeout(choiceTimer);
      choiceTimer = undefined;
      await settle();
      const word = disposition.value ? queues.label(disposition.value) : t('calls.noOutcome');
      calls.desks.upsert(await send(finishCall, { callId: id, dispositionId: picked.value, nextStep: nextStep.value, afterwards }));
      offerUndo(t('calls.saved'), { strong: word, lasts: UNDO_MS, undo: () => takeBack(id) });
    } catch (error) {
      problem.value = error instanceof ApiError ? t(`errors.${error.code}` as MessageKey) : t('calls.notFinished');
      if (!(error instanceof ApiError)) throw error;
    } finally {
      isBusy.value = false;
    }
  }
  async function takeBack(id: string): Promise<void> {
    try {
      calls.desks.upsert(await send(undoFinish, { callId: id }));
    } catch (error) {
      offerUndo(error instanceof ApiError ? t(`errors.${error.code}` as MessageKey) : t('calls.notFinished'));
    }
  }
  return {
    note,
    picked,
    nextStep,
    missing,
    isBusy,
    problem,
    disposition,
    isTyping: computed(() => serverNow() - typedAt.value < TYPING_MS),
    savedText: computed(() =>
      isSaving.value ? t('desk.draftSaving') : savedAt.value ? t('desk.draftSaved', { time: timeOfDay(savedAt.value) }) : '',
    ),
    finish: (afterwards: 'ready' | 'pause') => void finish(afterwards),
    flush,
  };
});
