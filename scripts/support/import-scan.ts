import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT } from './run.js';

/** One import of the sources: a file, and the file (repository path) or package it names. */
export interface Import {
  from: string;
  /** Repository path with its real extension for a relative import, else the package name as written. */
  to: string;
  isRelative: boolean;
  /** `import type …`: nothing of it is left at run time. */
  isType: boolean;
  line: number;
}

/** A source file as text, with the script blocks of a `.vue` file in place of the whole. */
export interface Source {
  path: string;
  text: string;
}

const FOLDERS = ['server', 'client', 'shared', 'migrations'];

/** Every TypeScript and Vue file of the product, repository paths with forward slashes. */
export function sources(): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
    .filter((path) => /\.(ts|vue)$/.test(path))
    .sort()
    .map((path) => ({ path, text: scriptOf(path, readFileSync(join(ROOT, path), 'utf8')) }));
}

/** Blanks everything outside `<script>`, keeping the line numbers. */
function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text;
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  let out = '';
  let at = 0;
  for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + (match[1]?.length ?? 0);
    out += blank(text.slice(at, start)) + (match[2] ?? '');
    at = start + (match[2]?.length ?? 0);
  }
  return out + blank(text.slice(at));
}

function realPath(from: string, specifier: string): string {
  const base = normalize(join(dirname(from), specifier.replace(/\?.*$/, ''))).replaceAll('\\', '/');
  const bare = base.replace(/\.js$/, '');
  return [base, `${bare}.ts`, `${base}.ts`, `${base}/index.ts`].find((path) => /\.\w+$/.test(path) && existsSync(join(ROOT, path))) ?? base;
}

/** The imports of one source: static, dynamic, type-only and re-exports alike. */
export function importsOf({ path, text }: Source): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => {
    const isRelative = fileName.startsWith('.');
    const line = text.slice(0, pos).split('\n').length;
    const isType = /^(im|ex)port\s+type\b/.test(
      text.slice(Math.max(text.lastIndexOf('import', pos), text.lastIndexOf('export', pos)), pos),
    );
    return { from: path, to: isRelative ? realPath(path, fileName) : fileName, isRelative, isType, line };
  });
}
