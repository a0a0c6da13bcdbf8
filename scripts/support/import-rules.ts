import { featureEdges } from './feature-edges.js';
import { type Import, importsOf, type Source, sources } from './import-scan.js';

const EDGES = featureEdges();

/** Packages that one place alone may import, and why. */
const HOMES: readonly [pattern: RegExp, home: RegExp, sentence: string][] = [
  [/^twilio(\/|$)/, /^server\/adapters\/telephony\//, 'the Twilio SDK is imported by its adapter only'],
  [/^@twilio\//, /^client\/features\/calls\//, 'the Twilio voice SDK is imported by the calls feature of the client only'],
  [/^libphonenumber-js/, /^server\/core\//, 'telephone numbers are parsed in server/core only, never in the browser'],
  [/^nodemailer(\/|$)/, /^server\/adapters\/mailer\//, 'nodemailer is imported by its adapter only'],
  [/^imapflow(\/|$)/, /^server\/adapters\/imap\//, 'imapflow is imported by its adapter only'],
  [/^(redis|@socket\.io\/)/, /^server\/core\//, 'Redis belongs to server/core'],
  [
    /^(pg|pg-copy-streams)$/,
    /^server\/core\/|^migrations\//,
    'raw database connections are server/core only; a feature uses the transaction it is handed',
  ],
  [/^zod$/, /^server\//, 'the browser and what it shares use zod/mini'],
];

/** File kinds of a feature that may use the ORM (architecture §3). Helpers of theirs may name its types, routes and presenters not even those. */
const ORM_KINDS = /\.(entity|entities|command|query|reactions)\.ts$|^server\/(core\/|[^/]+\.ts$)|^migrations\//;

type Rule = (edge: Import) => string | false | undefined;

const inside = (path: string, folder: string) => path.startsWith(`${folder}/`);
const featureOf = (path: string) => /^(?:server|client)\/features\/([^/]+)\//.exec(path)?.[1];

const ORM_STRANGERS = /\.(routes|presenter|audience)\.ts$|^(client|shared)\//;

const packages: Rule = ({ from, to, isRelative, isType }) => {
  if (isRelative) return undefined;
  const home = HOMES.find(([pattern, place]) => pattern.test(to) && !place.test(from));
  if (home) return home[2];
  if (/^typeorm(\/|$)/.test(to) && !ORM_KINDS.test(from) && (!isType || ORM_STRANGERS.test(from)))
    return 'TypeORM is for entities, commands, queries, reactions, core and migrations';
  if (inside(from, 'shared') && to !== 'zod/mini') return 'shared imports zod/mini and itself only';
  if (inside(from, 'client') && /^(node:|express$|pino$)/.test(to)) return 'the browser has no Node';
  return undefined;
};

const shared: Rule = ({ from, to, isRelative }) =>
  inside(from, 'shared') && isRelative && !inside(to, 'shared') && 'shared imports zod/mini and itself only';

const migrations: Rule = ({ from, to, isRelative }) =>
  inside(from, 'migrations') &&
  isRelative &&
  !inside(to, 'migrations') &&
  'a migration never imports entities or other code: it must mean the same forever';

const client: Rule = ({ from, to, isRelative }) => {
  if (!inside(from, 'client') || !isRelative) return undefined;
  if (!inside(to, 'client') && !inside(to, 'shared')) return 'the client imports shared and itself only';
  if (
    inside(from, 'client/ui') &&
    (inside(to, 'client/features') || /\.store\.ts$|^client\/core\/(api|socket|sync|pending)\.ts$/.test(to))
  ) {
    return 'ui components are dumb: props in, events out, no store, no api';
  }
  if (inside(from, 'client/core') && inside(to, 'client/features')) return 'client/core knows no feature';
  const [mine, theirs] = [featureOf(from), featureOf(to)];
  // The shell puts the console together as app.ts does the server; a *Pane.vue is what a feature shows other features' screens,
  // FirstSteps.vue what a fresh installation shows on the desk.
  const isPublic = mine === 'shell' || /(\.store\.ts|Pane\.vue|\/welcome\/FirstSteps\.vue)$/.test(to);
  return mine && theirs && mine !== theirs && !isPublic && `client feature "${mine}" may use only the store and panes of "${theirs}"`;
};

const serverLayers: Rule = ({ from, to, isRelative }) => {
  if (!isRelative || !inside(from, 'server') || /^server\/[^/]+\.ts$/.test(from)) return undefined;
  if (inside(to, 'client')) return 'the server never imports the client';
  if (inside(to, 'shared')) return undefined;
  if (inside(from, 'server/carrier'))
    return !inside(to, 'server/carrier') && "the carrier stands for another company's servers: it imports shared and itself only";
  if (inside(to, 'server/carrier')) return 'nothing imports the carrier: it is reached over HTTP, like Twilio';
  if (inside(from, 'server/core'))
    return !inside(to, 'server/core') && 'core knows no feature and no adapter; what it needs is handed in by app.ts';
  const adapter = /^server\/adapters\/[^/]+/.exec(from)?.[0];
  const isFree = adapter && (inside(to, adapter) || inside(to, 'server/adapters/net'));
  return adapter && !isFree && 'an adapter imports shared, server/adapters/net, its own files and its vendor SDK only';
};

const features: Rule = ({ from, to, isRelative, isType }) => {
  const mine = featureOf(from);
  if (!isRelative || !mine || !inside(from, 'server')) return undefined;
  if (!EDGES.has(mine)) return `feature "${mine}" is missing in scripts/support/feature-edges.ts`;
  if (inside(to, 'server/adapters'))
    return !/^server\/adapters\/[^/]+\/port\.ts$/.test(to) && 'a feature sees an adapter through its port.ts only';
  const theirs = featureOf(to);
  // What app.ts hands in has its type in deps.ts. Commands and queries live on their context alone.
  if (to === 'server/deps.ts')
    return (
      (!isType || /\.(entity|query|presenter|policy)\.ts$/.test(from)) &&
      'a query takes what it needs from its context, not from the dependencies'
    );
  if (theirs === undefined) return /^server\/[^/]+\.ts$/.test(to) && 'a feature never imports the composition root or the configuration';
  if (theirs === mine) return undefined;
  if (to !== `server/features/${theirs}/index.ts`) return `"${theirs}" is entered through its index.ts only`;
  return (
    !EDGES.get(mine)?.includes(theirs) &&
    `"${mine}" has no declared edge to "${theirs}": react to its event in ${mine}.reactions.ts, or declare the edge`
  );
};

const RULES: readonly Rule[] = [packages, shared, migrations, client, serverLayers, features];

/** Things a text may not say, whatever it imports. */
function textFaults({ path, text }: Source): string[] {
  const faults: string[] = [];
  if (/\bprocess\.env\b/.test(text) && inside(path, 'server') && !/^server\/(config|carrier\/main)\.ts$/.test(path)) {
    faults.push(`${path}: process.env is read in server/config.ts only.`);
  }
  if (inside(path, 'server/features') && /(?<![.\w])now\(\)|\bcurrent_timestamp\b/i.test(text)) {
    faults.push(`${path}: SQL of a feature takes ctx.now as a parameter, never the server's clock, so that a manual clock rules it.`);
  }
  return faults;
}

/** Everything the import rules of architecture §3 forbid, a sentence each; empty when all is well. Tests are free. */
export function findImportFaults(): string[] {
  return sources()
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap((source) => [...textFaults(source), ...importsOf(source).flatMap(faultOf)]);
}

function faultOf(edge: Import): string[] {
  for (const rule of RULES) {
    const sentence = rule(edge);
    if (sentence) return [`${edge.from}:${edge.line}: imports ${edge.to}: ${sentence}.`];
  }
  return [];
}
