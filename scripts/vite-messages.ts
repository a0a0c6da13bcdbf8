import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { baseCompile } from '@intlify/message-compiler';
import type { Plugin } from 'vite';

const VIRTUAL = 'virtual:messages/';

/** A tree of message texts as the JSON files hold it. */
export interface MessageTree {
  [key: string]: string | MessageTree;
}

/** Features whose texts come with the frame, before anything is painted. The core's do too, but for `LATER`; the others' follow right after. */
const FRAME = ['shell', 'calls', 'auth'];
/** Texts of the core that no first screen shows: the palette, the overlay of keys, trees, changes. */
const LATER = ['keys', 'keysOverlay', 'palette', 'tree', 'diff'];

/** Accents that keep a text readable while showing what was not translated. */
const PSEUDO: Record<string, string> = {
  a: 'ä',
  b: 'ƀ',
  c: 'ç',
  d: 'đ',
  e: 'ê',
  g: 'ğ',
  h: 'ħ',
  i: 'ï',
  n: 'ñ',
  o: 'ø',
  s: 'š',
  t: 'ţ',
  u: 'û',
  z: 'ž',
};

/**
 * The pseudo-locale of one text: accented and a third longer, placeholders and links untouched, so that missing translations and narrow
 * layouts are seen without knowing a second language.
 */
export function pseudo(text: string): string {
  return text
    .split(' | ')
    .map((variant) => {
      const body = variant.replace(/(\{[^}]*\}|@[:.][\w.:]+)|[a-z]/g, (hit, keep: string | undefined) => keep ?? PSEUDO[hit] ?? hit);
      return `[${body}${'·'.repeat(Math.ceil(variant.length / 3))}]`;
    })
    .join(' | ');
}

/** Drops source positions from a compiled message: the runtime only walks the tree. */
function withoutPositions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPositions);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'start' && key !== 'end' && key !== 'loc')
      .map(([key, value]) => [key, withoutPositions(value)]),
  );
}

/** One text as a JavaScript expression; plain texts become `s("…")`, which is the bulk and packs well. */
function emitText(text: string, where: string): string {
  const failures: string[] = [];
  const { ast } = baseCompile(text, {
    jit: true,
    minify: true,
    optimize: true,
    onError: (error) => failures.push(error.message),
  });
  if (failures.length > 0) throw new Error(`Message ${where}: ${failures.join('; ')}`);
  const lean = withoutPositions(ast) as { b?: { s?: unknown; i?: { t?: number }[] } };
  return typeof lean.b?.s === 'string' ? `s(${JSON.stringify(lean.b.s)})` : JSON.stringify(lean);
}

function emit(tree: MessageTree, path: string): string {
  const rows = Object.entries(tree).map(
    ([key, value]) =>
      `${JSON.stringify(key)}:${typeof value === 'string' ? emitText(value, `${path}.${key}`) : emit(value, path === '' ? key : `${path}.${key}`)}`,
  );
  return `{${rows.join(',')}}`;
}

function mapTexts(tree: MessageTree, change: (text: string) => string): MessageTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? change(value) : mapTexts(value, change)]),
  );
}

function keysOf(tree: MessageTree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`)));
}

/**
 * All messages of one language: the core's at the root, each feature's under the name of its folder (`live-board` → `liveBoard`).
 * Throws when a feature takes a name the core already uses.
 */
export function readMessages(client: string, locale: string): { tree: MessageTree; screens: string[]; files: string[] } {
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === `messages.${locale}.json`)
    .map((file) => join(client, file))
    .sort();
  const tree: MessageTree = {};
  const screens: string[] = [];
  for (const file of files) {
    const messages = JSON.parse(readFileSync(file, 'utf8')) as MessageTree;
    const isFeature = file.includes(`${sep}features${sep}`);
    const parts = isFeature
      ? { [basename(dirname(file)).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]: messages }
      : messages;
    for (const [key, value] of Object.entries(parts)) {
      if (key in tree) throw new Error(`Messages of ${file} use the name "${key}" a second time`);
      tree[key] = value;
      if (isFeature ? !FRAME.includes(key) : LATER.includes(key)) screens.push(key);
    }
  }
  return { tree, screens, files };
}

/** Differences between the keys of two languages, as words for a build error; empty when they agree. */
export function missingKeys(de: MessageTree, en: MessageTree): string[] {
  const german = new Set(keysOf(de));
  const english = new Set(keysOf(en));
  return [
    ...[...english].filter((key) => !german.has(key)).map((key) => `de lacks ${key}`),
    ...[...german].filter((key) => !english.has(key)).map((key) => `en lacks ${key}`),
  ];
}

/** The part of a tree one bundle carries: the texts of the frame, or those of the screens. */
function partOf({ tree, screens }: { tree: MessageTree; screens: string[] }, part: string | undefined): MessageTree {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => screens.includes(key) === (part === 'screens')));
}

/**
 * Serves `virtual:messages/{de,en,pseudo}` (the frame's texts) and `…/screens` (the rest): every messages file of the client, compiled at build
 * time, so that the browser carries neither the message compiler nor the language it does not show. The build fails when German and English differ in keys.
 */
export function messages(client: string): Plugin {
  const root = resolve(client);
  return {
    name: 'ringback-messages',
    config: () => ({
      define: {
        __INTLIFY_JIT_COMPILATION__: true,
        __INTLIFY_DROP_MESSAGE_COMPILER__: true,
        __VUE_I18N_FULL_INSTALL__: false,
        __VUE_I18N_LEGACY_API__: false,
      },
    }),
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${VIRTUAL}`)) return undefined;
      const [locale, part] = id.slice(VIRTUAL.length + 1).split('/');
      const de = readMessages(root, 'de');
      const en = readMessages(root, 'en');
      for (const file of [...de.files, ...en.files]) this.addWatchFile(file);
      const faults = missingKeys(de.tree, en.tree);
      if (faults.length > 0) this.error(`Messages differ: ${faults.join(', ')}`);
      const texts = partOf(locale === 'de' ? de : en, part);
      const tree = locale === 'pseudo' ? mapTexts(texts, pseudo) : texts;
      return `const s=(v)=>({t:0,b:{t:2,i:[{t:3}],s:v}});export default ${emit(tree, '')}`;
    },
    handleHotUpdate({ file, server }) {
      if (!/messages\.(de|en)\.json$/.test(file)) return;
      for (const locale of ['de', 'en', 'pseudo'].flatMap((name) => [name, `${name}/screens`])) {
        const module = server.moduleGraph.getModuleById(`\0${VIRTUAL}${locale}`);
        if (module) server.moduleGraph.invalidateModule(module);
      }
      server.ws.send({ type: 'full-reload' });
    },
  };
}
