import { parseSearchDate } from '../../../../shared/domain/search-date.js';
import type { SearchFilter } from '../../../../shared/domain/search-query.js';
import { foldWord, saidWords } from '../../../../shared/domain/search-words.js';
import type { SearchFault } from '../../../../shared/models/search.js';
import type { TicketStatus } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import type { Condition } from '../../../core/db/condition.js';
import { getSettings } from '../../settings/index.js';
import { HAS_FILE } from '../indexing/document.js';

const OPEN: TicketStatus[] = ['new', 'open', 'waiting-customer', 'waiting-internal', 'planned'];
const WAITING: TicketStatus[] = ['waiting-customer', 'waiting-internal'];
const ENDED: TicketStatus[] = ['solved', 'closed'];
/** Words for states, folded. `open` means everything that is not over. */
const STATUSES: Record<string, TicketStatus[]> = {
  ...{ open: OPEN, offen: OPEN, new: ['new'], neu: ['new'], waiting: WAITING, wartet: WAITING, wartend: WAITING },
  ...{ planned: ['planned'], geplant: ['planned'], solved: ['solved'], gelost: ['solved'], geloest: ['solved'] },
  ...{ closed: ['closed'], geschlossen: ['closed'], ended: ENDED, done: ENDED, erledigt: ENDED, fertig: ENDED },
};
const ME = new Set(['me', 'ich', 'mir']);
const NOBODY = new Set(['none', 'nobody', 'niemand', 'keiner', 'keins', 'kein']);
const FILES = new Set(['attachment', 'anhang', 'file', 'datei']);

/** What the filters of a search come down to. */
export interface Narrowing {
  /** On `tickets t`. */
  conditions: Condition[];
  /** Words of the index that must, or (with `!`) must not be there. */
  words: string[];
  faults: SearchFault[];
}

/** Reads the filters of a search. One that leads nowhere is told and left out. */
export async function narrow(ctx: Ctx, filters: readonly SearchFilter[]): Promise<Narrowing> {
  const narrowing: Narrowing = { conditions: [], words: [], faults: [] };
  for (const filter of filters) {
    const read = await readFilter(ctx, filter);
    if (read === null) narrowing.faults.push({ kind: FAULTS[filter.key], text: filter.value });
    else if (typeof read === 'string') narrowing.words.push(`${filter.isNot ? '!' : ''}'${read}'`);
    else narrowing.conditions.push(filter.isNot ? { ...read, sql: `NOT coalesce(${read.sql}, false)` } : read);
  }
  return narrowing;
}

const FAULTS = {
  ...{ status: 'unknown-status', owner: 'unknown-owner', team: 'unknown-team', before: 'unknown-date', after: 'unknown-date' },
  ...{ has: 'unknown-has', tag: 'unknown-operator' },
} as const satisfies Record<SearchFilter['key'], SearchFault['kind']>;

async function readFilter(ctx: Ctx, { key, value }: SearchFilter): Promise<Condition | string | null> {
  const folded = foldWord(value);
  switch (key) {
    case 'status':
      return STATUSES[folded] ? { sql: '(t.status = ANY($1::text[]))', params: [STATUSES[folded]] } : null;
    case 'has':
      return FILES.has(folded) ? HAS_FILE : null;
    case 'tag':
      return { sql: '(EXISTS (SELECT 1 FROM unnest(t.tags) g WHERE lower(g) = lower($1)))', params: [value] };
    case 'before':
    case 'after':
      return day(ctx, key, value);
    case 'owner':
      if (ME.has(folded)) return { sql: '(t.owner_id = $1::uuid)', params: [ctx.actor.id] };
      if (NOBODY.has(folded)) return { sql: '(t.owner_id IS NULL)', params: [] };
      return named(ctx, 'owner', value);
    case 'team':
      return NOBODY.has(folded) ? { sql: '(t.team_id IS NULL)', params: [] } : named(ctx, 'team', value);
  }
}

/** `after`: something happened since; `before`: it had begun by then. A ticket that lasted is found by any day of its life. */
async function day(ctx: Ctx, key: 'before' | 'after', value: string): Promise<Condition | null> {
  const zone = (ctx.actor.kind === 'agent' ? ctx.actor.timeZone : null) ?? (await getSettings(ctx)).timeZone;
  const at = parseSearchDate(value, { now: ctx.now.getTime(), zone });
  if (at === null) return null;
  return { sql: key === 'after' ? '(t.active_at >= $1)' : '(t.created_at < $1)', params: [new Date(at)] };
}

/** Accounts or teams whose name has every word, or begins of a word, that was given. Everybody's names are known to everybody. */
async function named(ctx: Ctx, key: 'owner' | 'team', value: string): Promise<Condition | null> {
  const wanted = saidWords(value).map(({ word }) => word);
  const rows: { id: string; name: string }[] = await ctx.db.query(`SELECT id, name FROM ${key === 'owner' ? 'accounts' : 'teams'}`);
  const ids = rows.flatMap(({ id, name }) => {
    const words = saidWords(name);
    return wanted.length > 0 && wanted.every((one) => words.some(({ word }) => word.startsWith(one))) ? [id] : [];
  });
  return ids.length === 0 ? null : { sql: `(t.${key}_id = ANY($1::uuid[]))`, params: [ids] };
}
