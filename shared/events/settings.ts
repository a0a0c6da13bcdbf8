import { SettingsModel } from '../models/settings.js';

/** Durable events of the settings feature: type → payload schema. */
export const settingsEvents = { 'settings.changed': SettingsModel } as const;
