import { systemActor } from './core/context.js';
import type { Deps } from './deps.js';
import { hashPassword, lockSetup, makeFirstAccount, needsSetup } from './features/auth/index.js';
import { getSettings } from './features/settings/index.js';

/**
 * Makes the first administrator from the environment, for installations without a browser at hand. Does nothing when there is one already. Runs before
 * the doors open, so that no stranger's browser can be first. Throws WEAK_PASSWORD.
 */
export async function unattendedAdmin(deps: Deps): Promise<void> {
  const { RINGBACK_ADMIN_EMAIL: email, RINGBACK_ADMIN_PASSWORD: password } = deps.config;
  if (!email || !password || !(await deps.transaction(systemActor('environment'), needsSetup, { readOnly: true }))) return;
  const passwordHash = await hashPassword(password);
  await deps.transaction(systemActor('environment'), async (ctx) => {
    await lockSetup(ctx);
    if (!(await needsSetup(ctx))) return;
    const { language } = await getSettings(ctx);
    await makeFirstAccount(ctx, { name: email.split('@')[0] ?? 'admin', email, passwordHash, language, timeZone: null });
    deps.log.info('first administrator made from the environment');
  });
}
