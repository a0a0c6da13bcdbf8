import type { LocationQuery } from 'vue-router';
import type { listTickets } from '../../../shared/contract/tickets';
import type { TicketSort } from '../../../shared/models/ticket-lists';
import { TicketKind, TicketStatus, TicketView } from '../../../shared/models/tickets';
import type { InputOf } from '../../../shared/operation';

export const SORTS = ['activity', 'quiet', 'newest', 'oldest', 'priority', 'due'] as const satisfies readonly TicketSort[];

/** What the list shows: a view, narrowed by filters, in an order. It lives in the address, so that a link or the way back shows the same. */
export interface ListQuery {
  /** One of the product's, or the id of one somebody made. */
  view: string;
  status: readonly TicketStatus[];
  kind: TicketKind | null;
  priority: number | null;
  reasonId: string | null;
  teamId: string | null;
  ownerId: string | null;
  personId: string | null;
  companyId: string | null;
  tag: string | null;
  /** Only ended tickets with thanks nobody looked at yet. */
  quiet: boolean | null;
  /** Only those where a note spoke to me and I have not looked since. */
  mentioned: boolean | null;
  search: string;
  /** Null: the view's own. */
  sort: TicketSort | null;
}

/** Filters that hold one id each. */
export const ID_FILTERS = ['reasonId', 'teamId', 'ownerId', 'personId', 'companyId'] as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The view named in a path, or null when it is none. */
export function viewOf(value: unknown): string | null {
  return TicketView.options.find((view) => view === value) ?? (typeof value === 'string' && ID.test(value) ? value : null);
}

/** The product's own view of this name, or null for one that somebody made. */
export function builtInView(view: string): TicketView | null {
  return TicketView.options.find((one) => one === view) ?? null;
}

/** Reads the address. What does not fit is left out: an old or mistyped link still shows a list. */
export function readListQuery(view: string, query: LocationQuery): ListQuery {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key].trim() : '');
  const id = (key: string) => (ID.test(text(key)) ? text(key) : null);
  const said = text('status').split(',');
  const priority = Number(text('priority'));
  return {
    view,
    status: TicketStatus.options.filter((one) => said.includes(one)),
    kind: TicketKind.options.find((one) => one === text('kind')) ?? null,
    priority: priority >= 1 && priority <= 4 ? Math.trunc(priority) : null,
    reasonId: id('reasonId'),
    teamId: id('teamId'),
    ownerId: id('ownerId'),
    personId: id('personId'),
    companyId: id('companyId'),
    quiet: text('quiet') === '1' || null,
    mentioned: text('mentioned') === '1' || null,
    tag: text('tag').slice(0, 40) || null,
    search: text('q').slice(0, 100),
    sort: SORTS.find((one) => one === text('sort')) ?? null,
  };
}

/** The query part of the address for a list; what is usual is left out. */
export function writeListQuery(query: ListQuery): Record<string, string> {
  const { status, priority, sort, search, kind, tag, quiet, mentioned } = query;
  const ids = ID_FILTERS.flatMap((key) => (query[key] === null ? [] : [[key, query[key]] as const]));
  return {
    ...Object.fromEntries(ids),
    ...(status.length > 0 ? { status: status.join(',') } : {}),
    ...(kind ? { kind } : {}),
    ...(priority ? { priority: String(priority) } : {}),
    ...(tag ? { tag } : {}),
    ...(quiet ? { quiet: '1' } : {}),
    ...(mentioned ? { mentioned: '1' } : {}),
    ...(search ? { q: search } : {}),
    ...(sort === null ? {} : { sort }),
  };
}

/** The operation's input for a list. */
export function listInput(query: ListQuery): InputOf<typeof listTickets> {
  const { view, sort, status, priority, search, kind, tag, quiet, mentioned } = query;
  const ids = ID_FILTERS.flatMap((key) => (query[key] === null ? [] : [[key, query[key]] as const]));
  const builtIn = builtInView(view);
  return {
    ...(builtIn ? { view: builtIn } : { savedViewId: view }),
    ...(sort === null ? {} : { sort }),
    ...Object.fromEntries(ids),
    ...(status.length > 0 ? { status: [...status] } : {}),
    ...(kind ? { kind } : {}),
    ...(priority ? { priority } : {}),
    ...(tag ? { tag } : {}),
    ...(quiet ? { isQuiet: true } : {}),
    ...(mentioned ? { isMentioned: true } : {}),
    ...(search ? { search } : {}),
  };
}

/** True when anything narrows the view. */
export function isNarrowed(query: ListQuery): boolean {
  return Object.keys(writeListQuery({ ...query, sort: null })).length > 0;
}
