import type { Account as AccountModel } from '../../../shared/models/auth.js';
import type { Telephony } from '../../../shared/models/telephony.js';
import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { Account, Team, TeamMember } from '../auth/index.js';
import { makeQueue } from './create-queue.command.js';
import { makeDisposition } from './dispositions.command.js';
import { makePauseReason } from './pause-reasons.command.js';
import { PhoneLineEntity } from './phone-line.entity.js';
import { addPhoneLine, revisePhoneLine } from './phone-lines.command.js';
import { QueueEntity } from './queue.entity.js';
import { defaultDispositions, defaultPauseReasons } from './queue-defaults.js';
import { putQueueMember } from './queue-members.command.js';

const NAME = 'Hotline';

async function makeTeam(ctx: Ctx, accountId: string): Promise<string> {
  const row: Team = { id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now, name: NAME, isConfidential: false, isDemo: false };
  await ctx.db.insert(Team, row);
  await ctx.db.insert(TeamMember, { teamId: row.id, accountId, isMember: true, isSupervisor: true });
  await ctx.audit({ entity: 'teams', entityId: row.id, action: 'created', changes: { name: [null, NAME] } });
  await ctx.publish('team.changed', { id: row.id, version: 1, name: NAME, isConfidential: false, isDemo: false });
  return row.id;
}

/**
 * The first account of an installation finds a team, a queue it answers, dispositions and pause reasons, so that the first call can come at once.
 * Nothing happens for any later account.
 */
export async function installDefaults(ctx: Ctx, account: AccountModel): Promise<void> {
  const isFirst = account.roles.includes('admin') && (await ctx.db.countBy(Account, { isDemo: false })) === 1;
  if (!isFirst || (await ctx.db.exists(QueueEntity))) return;
  const { language } = account;
  const teamId = await makeTeam(ctx, account.id);
  for (const disposition of defaultDispositions)
    await makeDisposition(ctx, { ...disposition, queueId: null, requires: [...disposition.requires] });
  for (const reason of defaultPauseReasons) await makePauseReason(ctx, reason);
  const queue = await makeQueue(ctx, { name: NAME, teamId, language });
  await putQueueMember(ctx, { queueId: queue.id, accountId: account.id, level: 1 });
  for (const line of await ctx.db.findBy(PhoneLineEntity, {})) {
    if (line.queueId === null) await revisePhoneLine(ctx, { lineId: line.id, version: line.version, queueId: queue.id });
  }
}

async function adoptLine(ctx: Ctx, line: { e164: string; label: string }): Promise<void> {
  if (await ctx.db.exists(PhoneLineEntity, { where: { e164: line.e164 } })) return;
  const [oldest] = await ctx.db.find(QueueEntity, { where: { isActive: true }, order: { isDemo: 'ASC', createdAt: 'ASC' }, take: 1 });
  await addPhoneLine(ctx, { number: line.e164, label: line.label, queueId: oldest?.id ?? null });
}

/** Puts the numbers that the carrier leads to us on file, unless they are; they lead to the oldest queue. */
export async function adoptLines(ctx: Ctx, telephony: Pick<Telephony, 'numbers'>): Promise<void> {
  for (const number of telephony.numbers) if (number.isOurs) await adoptLine(ctx, { e164: number.e164, label: number.friendlyName });
}
