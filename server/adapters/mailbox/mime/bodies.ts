import { decodeText, storable } from './charset.js';
import type { Collector, Leaf } from './collector.js';
import { unflow } from './flowed.js';
import { htmlToText, textToHtml } from './html-text.js';
import type { Part } from './part.js';
import { bodyParts } from './structure.js';
import { takeInlineFiles } from './uuencode.js';

/** A file that stood inside a text. */
export interface FoundFile {
  name: string;
  file: number;
}

/** What the message says. */
export interface Bodies {
  text: string;
  html: string | null;
  files: FoundFile[];
  /** Leaves that are part of the text or the HTML. */
  used: Set<Part>;
}

interface Body {
  kind: 'text' | 'html';
  content: string;
}

/** HTML without a charset in its header often names it itself. */
function labelOf(leaf: Leaf): string | null {
  const label = leaf.part.params.get('charset');
  if (label || leaf.part.type !== 'text/html') return label ?? null;
  return /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(leaf.bytes.subarray(0, 4096).toString('latin1'))?.[1] ?? null;
}

const isHtmlText = (text: string) => /^\s*(?:<!doctype html|<html[\s>])/i.test(text) && /<(?:body|div|p|table|br)[\s>/]/i.test(text);

function readBody(leaf: Leaf, about: { collector: Collector; files: FoundFile[]; limit: number }): Body {
  let bytes = leaf.bytes;
  if (leaf.part.type === 'text/plain') {
    const latin1 = bytes.toString('latin1');
    const taken = takeInlineFiles(latin1);
    for (const file of taken.files) about.files.push({ name: storable(file.name), file: about.collector.store(file.bytes) });
    if (taken.files.length > 0) bytes = Buffer.from(taken.text, 'latin1');
  }
  const text = storable(decodeText(bytes, labelOf(leaf)))
    .replace(/\r\n?/g, '\n')
    .slice(0, about.limit);
  if (leaf.part.type === 'text/html' || isHtmlText(text)) return { kind: 'html', content: text };
  const isFlowed = leaf.part.params.get('format')?.toLowerCase() === 'flowed';
  return { kind: 'text', content: isFlowed ? unflow(text, leaf.part.params.get('delsp')?.toLowerCase() === 'yes') : text };
}

/** A text without the empty lines at its end; a pattern would try every one of a million. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

function joinTexts(texts: readonly string[]): string {
  const some = texts.filter((text) => text !== '');
  return some.map((text, at) => (at < some.length - 1 ? withoutEnd(text) : text)).join('\n\n');
}

/** Puts the bodies of a message together: every text part in order, HTML turned to text where there is no other. */
export function readBodies(root: Part, collector: Collector, limit: number): Bodies {
  const leaves = new Map(collector.leaves.map((leaf) => [leaf.part, leaf]));
  const { text, html } = bodyParts(root);
  const files: FoundFile[] = [];
  const bodies = new Map<Part, Body>();
  for (const part of new Set([...text, ...html])) {
    const leaf = leaves.get(part);
    if (leaf && leaf.file === null) bodies.set(part, readBody(leaf, { collector, files, limit }));
  }
  const pick = (parts: readonly Part[]) => parts.flatMap((part) => bodies.get(part) ?? []);
  const htmlBodies = pick(html);
  const plain = joinTexts(pick(text).map((body) => (body.kind === 'html' ? htmlToText(body.content) : body.content)));
  const rich = htmlBodies.some(({ kind }) => kind === 'html')
    ? htmlBodies
        .map((body) => (body.kind === 'html' ? body.content : body.content.trim() === '' ? '' : textToHtml(body.content)))
        .filter((piece) => piece !== '')
        .join('\n')
    : null;
  // A plain part that only apologises for itself says nothing while the HTML does.
  const isEmpty = plain.trim() === '' && rich !== null;
  return { text: isEmpty ? htmlToText(rich ?? '') : plain, html: rich, files, used: new Set(bodies.keys()) };
}
