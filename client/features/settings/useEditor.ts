import { reactive, shallowRef } from 'vue';
import { ApiError } from '../../core/api';
import { errorText } from '../../core/error-text';
import { t } from '../../core/i18n';
import type { Model } from '../../core/model-map';
import { offerUndo } from '../../core/useUndo';

/** Where edits of one thing go: `send` with the version they were made on, `reload` after somebody else was faster. */
interface Source<T extends Model> {
  model: () => T | null | undefined;
  read?: (model: T, key: string) => unknown;
  send: (version: number, patch: Record<string, unknown>) => Promise<unknown>;
  reload: () => Promise<unknown>;
}
/** Somebody else's value beside mine, until one of the two is chosen. */
export interface Conflict {
  key: string;
  label: string;
  mine: unknown;
}

/** Saves one setting at a time: what was saved can be taken back, a refusal stands at its field, a clash shows both values and loses neither. */
export function useEditor<T extends Model>(source: Source<T>) {
  const failures = reactive<Record<string, string>>({});
  const conflict = shallowRef<Conflict | null>(null);
  const busy = shallowRef<string | null>(null);
  const read = source.read ?? ((model: T, key: string) => (model as unknown as Record<string, unknown>)[key]);

  async function save(key: string, value: unknown, label: string): Promise<boolean> {
    const model = source.model();
    if (!model) return false;
    const before = read(model, key);
    const wanted = `${key}:${JSON.stringify(value)}`;
    // Enter and the leaving of the field both save: the second of two equal saves has nothing to do.
    if (JSON.stringify(before) === JSON.stringify(value) || busy.value === wanted) return true;
    delete failures[key];
    busy.value = wanted;
    try {
      await source.send(model.version, { [key]: value });
      conflict.value = null;
      offerUndo(t('settings.saved'), { strong: label, undo: () => save(key, before, label) });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'STALE')) failures[key] = errorText(error);
      else {
        await source.reload();
        conflict.value = { key, label, mine: value };
      }
      return false;
    } finally {
      if (busy.value === wanted) busy.value = null;
    }
  }
  return { failures, conflict, save };
}
