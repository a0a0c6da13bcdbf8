import type { DensityWeek } from '../../../shared/models/history.js';
import type { Ctx } from '../../core/context.js';
import { getSettings } from '../settings/index.js';
import { requireRow, WITH_DAUGHTERS } from './history.query.js';

const WEEKS = 53;

/** Contacts of a person per week and kind over a year, weeks of the installation's zone. Throws NOT_FOUND. */
export async function personDensity(ctx: Ctx, input: { personId: string }): Promise<{ weeks: DensityWeek[] }> {
  await requireRow(ctx, 'persons', input.personId);
  return { weeks: await density(ctx, 'i.person_id = $1', input.personId) };
}

/** The same for a company, with its daughters unless told otherwise. */
export async function companyDensity(
  ctx: Ctx,
  input: { companyId: string; daughters?: boolean | undefined },
): Promise<{ weeks: DensityWeek[] }> {
  await requireRow(ctx, 'companies', input.companyId);
  const withDaughters = input.daughters !== false;
  return {
    weeks: await density(
      ctx,
      withDaughters ? 'i.company_id IN (SELECT id FROM down)' : 'i.company_id = $1',
      input.companyId,
      withDaughters ? WITH_DAUGHTERS : '',
    ),
  };
}

async function density(ctx: Ctx, condition: string, id: string, scope = ''): Promise<DensityWeek[]> {
  const { timeZone } = await getSettings(ctx);
  return ctx.db.query(
    `${scope} SELECT to_char(date_trunc('week', i.at AT TIME ZONE $3), 'YYYY-MM-DD') AS week, i.kind, count(*)::int AS count
     FROM interactions i WHERE ${condition} AND i.at >= $2::timestamptz - interval '${WEEKS} weeks' AND i.at <= $2::timestamptz
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [id, ctx.now, timeZone],
  );
}
