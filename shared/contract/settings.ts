import * as z from 'zod/mini';
import { Version } from '../models/base.js';
import { SettingsModel, SettingsPatch } from '../models/settings.js';
import { defineOperation } from '../operation.js';

/** Settings of the installation; everyone signed in may read them. */
export const readSettings = defineOperation({
  id: 'settings.read',
  method: 'GET',
  path: '/settings',
  summary: 'Settings of the installation',
  output: SettingsModel,
});
/** Changes settings; keys not given stay. */
export const editSettings = defineOperation({
  id: 'settings.edit',
  method: 'PATCH',
  path: '/settings',
  summary: 'Change settings of the installation',
  scope: 'admin',
  body: z.object({ version: Version, settings: SettingsPatch }),
  output: SettingsModel,
  errors: ['STALE'],
});
