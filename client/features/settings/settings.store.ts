import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { editSettings, readSettings } from '../../../shared/contract/settings';
import { getTelephony } from '../../../shared/contract/telephony';
import type { SettingsModel } from '../../../shared/models/settings';
import type { Telephony } from '../../../shared/models/telephony';
import { api } from '../../core/api';
import { send } from '../../core/pending';
import { onEvent, onResync } from '../../core/sync';

/** Settings of the installation and the connected telephone network. */
export const useSettings = defineStore('settings', () => {
  const model = shallowRef<SettingsModel | null>(null);
  const telephony = shallowRef<Telephony | null>(null);
  const newer = <T extends { version: number }>(held: T | null, next: T) => (held && held.version > next.version ? held : next);
  const take = (next: SettingsModel) => {
    model.value = newer(model.value, next);
  };
  const takeTelephony = (next: Telephony) => {
    telephony.value = newer(telephony.value, next);
  };
  onEvent('settings.changed', (payload) => 'settings' in payload && take(payload));
  onEvent('telephony.changed', (payload) => 'kind' in payload && takeTelephony(payload));
  const load = async () => take(await api(readSettings, {}));
  const loadTelephony = async () => takeTelephony(await api(getTelephony, {}));
  onResync(async () => {
    if (model.value) await load();
    if (telephony.value) await loadTelephony();
  });
  return {
    model,
    settings: computed(() => model.value?.settings ?? null),
    telephony,
    load,
    loadTelephony,
    take,
    takeTelephony,
    edit: async (version: number, patch: Partial<SettingsModel['settings']>) => {
      const next = await send(editSettings, { version, settings: patch });
      take(next);
      return next;
    },
  };
});
