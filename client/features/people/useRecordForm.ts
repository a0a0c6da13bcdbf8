import { type Ref, ref, watch } from 'vue';
import { ApiError } from '../../core/api';
import { t } from '../../core/i18n';
import { useAccounts } from '../accounts/accounts.store';
import { failureText, wrongNumber } from './failure-text';
import { type PhoneDraft, phonesOf } from './person-draft';

/** What a sheet says about the record it makes or edits. */
export interface RecordForm<Draft, Saved> {
  isOpen: Ref<boolean>;
  /** The draft to begin with. */
  fresh: () => Draft;
  /** The version that is edited; 0 for a new record. */
  version: () => number;
  save: (draft: Draft, version: number) => Promise<Saved>;
  /** Fetches the record anew after somebody else was faster. */
  reload: () => Promise<unknown>;
  saved: (record: Saved) => void;
}

/**
 * A sheet in which a person or a company is made or edited: begins afresh whenever it opens, and says in words what was refused, at the line of the
 * number where it was one. When somebody else was faster, what was typed stays and is saved over the new version by the next press.
 */
export function useRecordForm<Draft extends { phones: PhoneDraft[] }, Saved>(form: RecordForm<Draft, Saved>) {
  const draft = ref(form.fresh()) as Ref<Draft>;
  const version = ref(0);
  const isSaving = ref(false);
  const failure = ref('');
  const wrong = ref<PhoneDraft | null>(null);
  watch(form.isOpen, (open) => {
    if (!open) return;
    [draft.value, version.value, failure.value, wrong.value] = [form.fresh(), form.version(), '', null];
    void useAccounts().load();
  });
  async function refused(error: unknown): Promise<void> {
    wrong.value = wrongNumber(error, phonesOf(draft.value));
    failure.value = failureText(error, wrong.value?.number);
    if (!(error instanceof ApiError && error.code === 'STALE')) return;
    await form.reload();
    version.value = form.version();
    failure.value = t('people.form.stale');
  }
  /** Saves the draft and closes the sheet, or says why not. */
  async function save(): Promise<void> {
    isSaving.value = true;
    [failure.value, wrong.value] = ['', null];
    try {
      const record = await form.save(draft.value, version.value);
      form.isOpen.value = false;
      form.saved(record);
    } catch (error) {
      await refused(error);
    } finally {
      isSaving.value = false;
    }
  }
  return { draft, isSaving, failure, wrong, save };
}

/** Entries of a select from the values of a model. */
export function optionsOf<T extends string>(values: readonly T[], label: (value: T) => string): { value: T; label: string }[] {
  return values.map((value) => ({ value, label: label(value) }));
}
