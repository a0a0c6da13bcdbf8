import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import type { RestAnswer, RestRequest } from './rest-request.js';

/** One operation of the API. `path` is below the account, without `.json`; `:name` takes one part of it. */
export interface RestRoute {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  run: (net: Network, request: RestRequest) => RestAnswer;
}

/** The route for a path below the account, with its named parts. Throws 20404 for an unknown path, 20004 for a wrong method. */
export function findRoute(routes: readonly RestRoute[], method: string, path: string): { route: RestRoute; names: Record<string, string> } {
  let pathKnown = false;
  for (const route of routes) {
    const names = matchPath(route.path, path);
    if (!names) continue;
    pathKnown = true;
    if (route.method === method) return { route, names };
  }
  if (pathKnown) throw new RestError(20004);
  throw notFound(path);
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const names: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith(':')) names[part.slice(1)] = decoded(actual);
    else if (part !== actual) return undefined;
  }
  return names;
}

/** A part of a path as text; one that is badly encoded stays as it is and so names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
