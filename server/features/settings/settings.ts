import { Settings, type SettingsModel, settingsDefaults } from '../../../shared/models/settings.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';

const ID = 'installation';
interface Row {
  key: string;
  value: unknown;
  version: number;
}

/** The settings as one versioned model; its version is the sum of the rows' versions, so it grows with each change. */
export async function readSettingsModel(ctx: Ctx): Promise<SettingsModel> {
  const rows: Row[] = await ctx.db.query('SELECT key, value, version FROM settings');
  const known = Object.fromEntries(rows.map((row) => [row.key, row.value]));
  return { id: ID, version: rows.reduce((sum, row) => sum + row.version, 0), settings: Settings.parse({ ...settingsDefaults, ...known }) };
}

/** All settings with their defaults. */
export async function getSettings(ctx: Ctx): Promise<Settings> {
  return (await readSettingsModel(ctx)).settings;
}

/** Changes settings by the product or an administrator; audits each and tells every console. */
export async function saveSettings(ctx: Ctx, patch: Partial<Settings>, expected: number | null = null): Promise<SettingsModel> {
  await ctx.db.query('LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE');
  const before = await readSettingsModel(ctx);
  if (expected !== null && expected !== before.version)
    throw new AppError('STALE', 'Somebody else changed the settings meanwhile.', { id: ID, version: before.version });
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [key, value] of Object.entries(patch)) {
    const old = before.settings[key as keyof Settings];
    if (value === undefined || value === old) continue;
    changes[key] = [old, value];
    await ctx.db.query(
      `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2::jsonb, $3)
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = settings.version + 1, updated_at = EXCLUDED.updated_at`,
      [key, JSON.stringify(value), ctx.now],
    );
  }
  if (Object.keys(changes).length === 0) return before;
  await ctx.audit({ entity: 'settings', entityId: ID, action: 'changed', changes });
  const model = await readSettingsModel(ctx);
  await ctx.publish('settings.changed', model);
  return model;
}
