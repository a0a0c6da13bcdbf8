import { parseDateFilter } from '../dates.js';
import { RestError } from '../rest-error.js';
import { ok, type RestAnswer, type RestRequest } from './rest-request.js';

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 1000;

/** A list to be given out page by page, newest first. */
export interface Listing<T> {
  /** Name of the list in the body, such as `calls`. */
  key: string;
  items: readonly T[];
  present: (item: T) => Record<string, unknown>;
}

/** One page of a list in Twilio's shape, with relative page addresses that keep the filters. Throws 20001 for page sizes that are no number. */
export function listPage<T>(request: RestRequest, listing: Listing<T>): RestAnswer {
  const size = Math.min(LARGEST_PAGE, whole(request, 'PageSize', DEFAULT_PAGE));
  if (size < 1) throw new RestError(20001, 'Page size must be greater than 0');
  const page = whole(request, 'Page', 0);
  const start = page * size;
  const shown = listing.items.slice(start, start + size);
  const address = (number: number) => {
    const query = new URLSearchParams(request.query);
    query.set('PageSize', String(size));
    query.set('Page', String(number));
    if (number > 0) query.set('PageToken', `PA${number}`);
    else query.delete('PageToken');
    return `${request.path}?${query}`;
  };
  return ok({
    [listing.key]: shown.map(listing.present),
    first_page_uri: address(0),
    next_page_uri: start + size < listing.items.length ? address(page + 1) : null,
    previous_page_uri: page > 0 ? address(page - 1) : null,
    uri: address(page),
    page,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
  });
}

function whole(request: RestRequest, name: string, fallback: number): number {
  const text = request.query.get(name);
  if (text === null || text === '') return fallback;
  if (!/^\d+$/.test(text)) throw new RestError(20001, `Invalid ${name}: ${text}`);
  return Number(text);
}

/** True when the query does not ask for `name`, or asks for this very value. */
export function asksFor(request: RestRequest, name: string, value: string | undefined): boolean {
  const wanted = request.query.get(name);
  return wanted === null || wanted === '' || wanted === value;
}

/** True when a time fits the query's `Name`, `Name<` and `Name>` (inclusive, as Twilio's). A missing time fits no filter. */
export function inDates(request: RestRequest, name: string, at: number | undefined): boolean {
  return ['', '<', '>'].every((sign) => {
    const text = request.query.get(name + sign);
    if (text === null || text === '') return true;
    const span = parseDateFilter(text);
    if (!span) throw new RestError(20001, `Invalid ${name}${sign}: ${text}`);
    if (at === undefined) return false;
    if (sign === '<') return at <= span.to;
    return sign === '>' ? at >= span.from : at >= span.from && at <= span.to;
  });
}
