import { compile } from 'html-to-text';

/** Characters of HTML that are turned into text; what follows stays in the HTML. */
const MAX_HTML = 1_000_000;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: MAX_HTML, maxDepth: 400, maxChildNodes: 20_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 },
    })),
  ],
});

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': ' ', '&#39;': "'" };

/** What stands between the tags of these elements is no text. One that is never closed goes on to the end, as in a browser. */
function withoutCode(html: string): string {
  const open = /<(script|style|head)\b/gi;
  const kept: string[] = [];
  let at = 0;
  for (let begin = open.exec(html); begin; begin = open.exec(html)) {
    kept.push(html.slice(at, begin.index));
    const close = new RegExp(`</${begin[1]}\\s*>`, 'gi');
    close.lastIndex = open.lastIndex;
    at = close.exec(html) ? close.lastIndex : html.length;
    open.lastIndex = at;
  }
  return [...kept, html.slice(at)].join(' ');
}

/** Tags cut out, for HTML no converter can take. */
function strip(html: string): string {
  return withoutCode(html)
    .replace(/<(?:br|\/?p|\/?div|\/?tr|\/?li|\/?h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]+/g, ' ')
    .replace(/\n\s*\n\s*/g, '\n\n')
    .trim();
}

/** Elements that need no end tag. */
const OPEN_ENDED = /^(?:br|img|hr|meta|input|link|area|base|col|embed|source|track|wbr|p|li|td|tr|th|dd|dt|option|o:p)$/i;

/** Deeper than any mail is written, and than a converter can follow in useful time. */
export function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const match of html.matchAll(/<(\/?)([a-z][\w:]*)/gi)) {
    if (OPEN_ENDED.test(match[2] ?? '')) continue;
    depth += match[1] ? -1 : 1;
    if (depth > 1000) return true;
  }
  return false;
}

/** HTML as text: paragraphs kept, quotes marked with `> `, addresses of links and pictures left out. Never throws. */
export function htmlToText(html: string): string {
  const input = html.slice(0, MAX_HTML);
  if (isTooDeep(input)) return strip(input);
  try {
    return convert(input)
      .replace(/\u00a0/g, ' ')
      .replace(/\u200b|\u00ad|\u034f/g, '')
      .replace(/\n{4,}/g, '\n\n\n');
  } catch {
    return strip(input);
  }
}

/** Plain text as the piece of HTML that shows it alike. */
export function textToHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<div style="white-space: pre-wrap">${escaped}</div>`;
}
