import type {
  createTicketView as createOperation,
  editTicketView as editOperation,
  removeTicketView as removeOperation,
} from '../../../../shared/contract/ticket-views.js';
import type { TicketSavedView } from '../../../../shared/models/ticket-views.js';
import type { InputOf } from '../../../../shared/operation.js';
import { type Actor, type Ctx, hasRole } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError, found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { withReferences } from '../reference-error.js';
import { usableViews } from './saved-views.query.js';
import { TicketViewRow } from './ticket-view.entity.js';
import { presentViews } from './view.presenter.js';
import { viewRooms } from './view-rooms.js';

/** Views one person may keep, and views that may be shared: each is counted again and again. */
const MOST = { own: 30, shared: 60 };

type Whose = Pick<TicketViewRow, 'teamId' | 'ownerId'>;

/** Makes a view. Throws FORBIDDEN, INVALID_REFERENCE, INVALID_INPUT (a team's view without a team), TOO_MANY_VIEWS. */
export async function createTicketView(ctx: Ctx, input: InputOf<typeof createOperation>): Promise<TicketSavedView> {
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  await refuseTooMany(ctx, whose);
  const row: TicketViewRow = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now },
    ...{ name: input.name.trim(), ...whose, conditions: input.conditions, sort: input.sort ?? 'activity', columns: input.columns ?? [] },
  };
  await withReferences(() => ctx.db.insert(TicketViewRow, row));
  return tell(ctx, row);
}

/** Edits a view. Throws NOT_FOUND, STALE, FORBIDDEN, INVALID_REFERENCE, TOO_MANY_VIEWS. */
export async function editTicketView(ctx: Ctx, input: InputOf<typeof editOperation>): Promise<TicketSavedView> {
  const before = await mine(ctx, input.viewId);
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  if ((before.ownerId === null) !== (whose.ownerId === null)) await refuseTooMany(ctx, whose);
  const patch: Partial<TicketViewRow> = { name: input.name.trim(), ...whose, conditions: input.conditions };
  if (input.sort) patch.sort = input.sort;
  if (input.columns) patch.columns = input.columns;
  const { row, changes } = await withReferences(() => change(ctx, TicketViewRow, { id: before.id, expected: input.version }, patch));
  if (Object.keys(changes).length === 0) return present(ctx, row);
  return tell(ctx, row, before);
}

/** Takes a view away. Throws NOT_FOUND, FORBIDDEN. */
export async function removeTicketView(ctx: Ctx, { viewId }: InputOf<typeof removeOperation>): Promise<TicketSavedView> {
  // Of two at once the second finds it gone.
  await ctx.db.query('SELECT 1 FROM ticket_views WHERE id = $1 FOR UPDATE', [viewId]);
  const row = await mine(ctx, viewId);
  const removed = await present(ctx, { ...row, version: row.version + 1 });
  await ctx.db.delete(TicketViewRow, { id: viewId });
  await ctx.audit({ entity: 'ticket_views', entityId: viewId, action: 'removed', changes: { name: [row.name, null] } });
  await ctx.publish('ticket-view.removed', removed);
  return removed;
}

async function mine(ctx: Ctx, viewId: string): Promise<TicketViewRow> {
  const row = found((await usableViews(ctx, viewId))[0] ?? null, 'view');
  refuseForeign(ctx.actor, row);
  return row;
}

function whoseOf(ctx: Ctx, input: Pick<InputOf<typeof createOperation>, 'audience' | 'teamId'>): Whose {
  if (input.audience === 'me') return { ownerId: ctx.actor.id, teamId: null };
  if (input.audience === 'all') return { ownerId: null, teamId: null };
  if (input.teamId === undefined) throw new AppError('INVALID_INPUT', "A team's view needs the team.", { field: 'teamId' });
  return { ownerId: null, teamId: input.teamId };
}

/** A shared view is its team's supervisors' and the admins' business, everybody's that of any supervisor or admin. */
function refuseForeign(actor: Actor, { ownerId, teamId }: Whose): void {
  if (actor.kind !== 'agent') throw new AppError('FORBIDDEN', 'Views are made by people.');
  if (ownerId === actor.id || hasRole(actor, 'admin')) return;
  const leads = teamId === null ? hasRole(actor, 'supervisor') : actor.supervisedTeamIds.includes(teamId);
  if (ownerId !== null || !leads) throw new AppError('FORBIDDEN', 'Shared views are kept by supervisors and administrators.');
}

async function refuseTooMany(ctx: Ctx, { ownerId }: Whose): Promise<void> {
  // Two at once must not both find the last place free.
  await ctx.db.query("SELECT pg_advisory_xact_lock(hashtextextended('ticket-views', 0))");
  const [row]: { n: number }[] = await ctx.db.query(
    'SELECT count(*)::int AS n FROM ticket_views WHERE owner_id IS NOT DISTINCT FROM $1::uuid',
    [ownerId],
  );
  const most = ownerId === null ? MOST.shared : MOST.own;
  if ((row?.n ?? 0) >= most) throw new AppError('TOO_MANY_VIEWS', `There are ${most} views already.`, { most });
}

async function present(ctx: Ctx, row: TicketViewRow): Promise<TicketSavedView> {
  const [view] = await presentViews(ctx, [row]);
  return found(view ?? null, 'view');
}

async function tell(ctx: Ctx, row: TicketViewRow, before?: Whose): Promise<TicketSavedView> {
  const view = await present(ctx, row);
  await ctx.publish('ticket-view.changed', view, before ? { roomsBefore: viewRooms(before) } : {});
  return view;
}
