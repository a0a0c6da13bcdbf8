import type { searchTickets as operation } from '../../../../shared/contract/search.js';
import { parseSearch, type SearchTerm } from '../../../../shared/domain/search-query.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { and, type Condition } from '../../../core/db/condition.js';
import { namesOf, numberStyle, presentTicketLite, type TicketColumns, ticketVisibleTo } from '../../tickets/index.js';
import { type Stems, stemsOf } from '../stems.query.js';
import { type Candidates, candidates, latest } from './candidates.query.js';
import { type Narrowing, narrow } from './filters.query.js';
import { marksIn } from './marks.js';
import { matcherFor, passagesOf, type Sought, saidOn, soughtOf } from './passages.query.js';
import { ranked } from './rank.query.js';
import { askedOf, isBeginning, tellingTerms } from './ts-query.js';

/** With fewer answers than this, the word still being typed is taken for the beginning of others too. */
const ENOUGH = 10;

type Answer = OutputOf<typeof operation>;

/**
 * Tickets for what was typed so far, best first, with the passages that hold it. Who may see a ticket is part of the statement that finds it: nothing of
 * another team's shows, not even as a number.
 */
export async function searchTickets(ctx: Ctx, { q, limit = 20 }: InputOf<typeof operation>): Promise<Answer> {
  const { terms: said, filters, unknown } = parseSearch(q);
  const narrowing = await narrow(ctx, filters);
  const terms = tellingTerms(said);
  const faults = [...unknown.map((text) => ({ kind: 'unknown-operator' as const, text })), ...narrowing.faults];
  if (terms.length === 0 && said.length > 0) faults.push({ kind: 'only-common', text: said.flatMap(({ words }) => words).join(' ') });
  const nothing: Answer = { items: [], names: {}, total: 0, isMore: false, isPartial: false, faults };
  if (terms.length === 0 && narrowing.conditions.length + narrowing.words.length === 0) return nothing;
  const stems = await stemsOf(
    ctx,
    terms.flatMap(({ words }) => words),
  );
  const where = and([ticketVisibleTo(ctx.actor, 't'), { sql: 't.merged_into_id IS NULL', params: [] }, ...narrowing.conditions]);
  const { found, query, asBeginning } = await find(ctx, { terms, stems, narrowing, where });
  if (found.ids.length === 0) return { ...nothing, isPartial: found.isPartial };
  const rows = await ranked(ctx, found.ids, { query, where, limit });
  const shown = await show(ctx, rows, soughtOf(terms, stems, asBeginning));
  return { ...shown, total: found.ids.length, isMore: found.isMore, isPartial: found.isPartial, faults };
}

interface Finding {
  terms: readonly SearchTerm[];
  stems: Stems;
  narrowing: Narrowing;
  where: Condition;
}

/** By whole words first; with few answers also by what the last word may become. */
async function find(ctx: Ctx, finding: Finding): Promise<{ found: Candidates; query: string; asBeginning: boolean }> {
  const { terms, stems, narrowing, where } = finding;
  const byWords = askedOf(terms, stems, { asBeginning: false, words: narrowing.words });
  if (!byWords.hasPositive) return { found: await latest(ctx, { query: byWords.query, where }), query: '', asBeginning: false };
  const found = await candidates(ctx, byWords, where);
  if (found.ids.length >= ENOUGH || !isBeginning(terms)) return { found, query: byWords.query, asBeginning: false };
  const wider = askedOf(terms, stems, { asBeginning: true, words: narrowing.words });
  return { found: await candidates(ctx, wider, where), query: wider.query, asBeginning: true };
}

async function show(ctx: Ctx, rows: readonly TicketColumns[], sought: Sought): Promise<Pick<Answer, 'items' | 'names'>> {
  const style = await numberStyle(ctx);
  const said = await saidOn(
    ctx,
    rows.map(({ id }) => id),
    sought,
  );
  const matches = await matcherFor(ctx, [...rows.map(({ subject }) => subject), ...said.map(({ text }) => text)], sought);
  const passages = passagesOf(said, matches);
  return {
    items: rows.map((row) => ({
      ticket: presentTicketLite(row, style),
      ...{ personId: row.personId, companyId: row.companyId },
      subjectMarks: marksIn(row.subject, matches),
      passages: passages.get(row.id) ?? [],
    })),
    names: await namesOf(ctx, { personIds: rows.map((row) => row.personId), companyIds: rows.map((row) => row.companyId) }),
  };
}
