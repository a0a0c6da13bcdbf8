import { computed } from 'vue';
import type { Settings } from '../../../shared/models/settings';
import { useSettings } from './settings.store';
import { useEditor } from './useEditor';

/** Edits settings of the installation one by one; they are one versioned thing. */
export function useInstallationEditor() {
  const store = useSettings();
  const editor = useEditor({
    model: () => store.model,
    read: (model, key) => model.settings[key as keyof Settings],
    send: (version, patch) => store.edit(version, patch as Partial<Settings>),
    reload: store.load,
  });
  return { values: computed(() => (store.settings ? { ...store.settings } : null)), editor };
}
