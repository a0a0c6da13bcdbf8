import { editSettings, readSettings } from '../../../shared/contract/settings.js';
import type { settingsEvents } from '../../../shared/events/settings.js';
import { room } from '../../../shared/rooms.js';
import { adminOnly, anyAgent } from '../../core/context.js';
import type { Audiences, Feature } from '../../core/feature.js';
import { route } from '../../core/http/route.js';
import { readSettingsModel, saveSettings } from './settings.js';

export { getSettings, saveSettings } from './settings.js';

/** Settings are read by every console. */
export const settingsAudience: Audiences<keyof typeof settingsEvents> = { 'settings.changed': () => [room.role('agent')] };

/** Settings of the whole installation. */
export function settingsFeature(): Feature {
  return {
    name: 'settings',
    routes: [
      route(readSettings, { can: anyAgent, run: (ctx) => readSettingsModel(ctx) }),
      route(editSettings, { can: adminOnly, run: (ctx, input) => saveSettings(ctx, input.settings, input.version) }),
    ],
    personalData: [{ table: 'settings', columns: [], key: null, erasure: 'none', kept: 'until changed' }],
  };
}
