import { Setting } from './setting.entity.js';

/** Entities of the settings feature, for the data source and the drift test. */
export const settingsEntities = [Setting] as const;
