import sanitize from 'sanitize-html';
import { isTooDeep } from '../mime/html-text.js';
import { ALLOWED_STYLES } from './allowed-styles.js';

/** HTML of a stranger made safe to show in a sandboxed frame. */
export interface SafeHtml {
  html: string;
  /** Pictures on other servers that were left out; each is an `img` with its address in `data-remote-src`. */
  blockedImages: number;
  /** Links whose words name another host than they lead to; each carries `data-mismatch`. */
  suspiciousLinks: number;
}

/** `cids`: addresses of inline pictures by Content-ID. `allowRemote`: the reader asked for pictures of other servers. */
export interface SafeHtmlOptions {
  cids?: ReadonlyMap<string, string>;
  allowRemote?: boolean;
}

/** Characters beyond which a mail is not shown as HTML; its text is. */
const MAX_HTML = 1_000_000;
const MAX_NESTING = 256;

/** Elements a mail may have: those of text. */
export const TEXT_TAGS: string[] =
  'a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section article aside small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  );

/** Elements that go with all they hold: it is no text. */
const DROPPED =
  'script style textarea option select noscript title svg math iframe frame frameset object embed applet template xmp plaintext noembed noframes head audio video canvas'.split(
    ' ',
  );

const EVERYWHERE = ['style', 'dir', 'lang', 'title', 'align', 'valign', 'width', 'height', 'bgcolor', 'color'];

/** A web address without what could be read as another scheme; null when it is none. */
function webAddress(raw: string | undefined): string | null {
  try {
    const url = new URL((raw ?? '').replace(/\p{Cc}/gu, '').trim());
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

function linkTarget(raw: string | undefined): string | null {
  const clean = (raw ?? '').replace(/\p{Cc}/gu, '').trim();
  return /^(?:mailto|tel):/i.test(clean) ? clean : webAddress(clean);
}

/** The address of an inline picture is ours alone: a mail cannot name it. */
function inlineAddress(src: string, cids: ReadonlyMap<string, string> | undefined): string | null {
  const cid = /^cid:(.+)$/i.exec(src.trim())?.[1];
  if (!cid || !cids) return null;
  let plain = cid;
  try {
    plain = decodeURIComponent(cid);
  } catch {
    // A percent sign that begins nothing: the identifier is meant as it stands.
  }
  return cids.get(plain) ?? cids.get(cid) ?? null;
}

type Attributes = Record<string, string>;

function imageAttributes(attributes: Attributes, options: SafeHtmlOptions): Attributes {
  const { src = '', srcset: _srcset, ...rest } = attributes;
  delete rest['data-remote-src'];
  const inline = inlineAddress(src, options.cids);
  if (inline) return { ...rest, src: inline };
  const remote = webAddress(src.startsWith('//') ? `https:${src}` : src);
  if (!remote) return rest;
  return options.allowRemote
    ? { ...rest, src: remote, referrerpolicy: 'no-referrer', loading: 'lazy' }
    : { ...rest, 'data-remote-src': remote };
}

function linkAttributes(attributes: Attributes): Attributes {
  const { href, title: _title, target: _target, rel: _rel, ...rest } = attributes;
  const target = linkTarget(href);
  // The title shows where a link leads before it is followed; what the mail claims there goes.
  return target ? { href: target, title: target, target: '_blank', rel: 'noopener noreferrer nofollow', ...rest } : rest;
}

const HOST = /(?:https?:\/\/|\b)((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?=[/\s:?#]|$)/iu;

const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');

/** Whether the words of a link name a host it does not lead to. */
function isMismatch(href: string, words: string): boolean {
  const named = HOST.exec(words.replace(/<[^>]*>/g, '').trim())?.[1];
  if (!named || words.includes('@') || !/^https?:/i.test(href)) return false;
  const real = bare(new URL(href.replace(/&amp;/g, '&')).hostname);
  const shown = bare(named);
  return real !== shown && !real.endsWith(`.${shown}`) && !shown.endsWith(`.${real}`);
}

/**
 * Makes the HTML of a mail safe to show: no scripts, forms, frames, style sheets or meta tags, nothing fetched from elsewhere unless
 * asked for, styles by an allow-list, links with their true target. Never throws; HTML too large or nested too deep to clean gives none: its text is shown.
 */
export function safeHtml(html: string, options: SafeHtmlOptions = {}): SafeHtml {
  if (html.length > MAX_HTML || isTooDeep(html)) return { html: '', blockedImages: 0, suspiciousLinks: 0 };
  const clean = sanitize(html, {
    allowedTags: TEXT_TAGS,
    nonTextTags: DROPPED,
    disallowedTagsMode: 'discard',
    nestingLimit: MAX_NESTING,
    allowedAttributes: {
      '*': EVERYWHERE,
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'border', 'data-remote-src', 'referrerpolicy', 'loading'],
      font: ['face', 'size'],
      table: ['cellpadding', 'cellspacing', 'border'],
      td: ['colspan', 'rowspan', 'nowrap'],
      th: ['colspan', 'rowspan', 'nowrap'],
      ol: ['start', 'type'],
      col: ['span'],
      colgroup: ['span'],
    },
    allowedStyles: ALLOWED_STYLES,
    // Addresses were judged by the transforms already, and those of inline pictures are our own.
    allowedSchemesByTag: { a: ['http', 'https', 'mailto', 'tel'], img: ['http', 'https'] },
    allowedSchemes: [],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
      img: (tagName, attributes) => ({ tagName, attribs: imageAttributes(attributes, options) }),
    },
  });
  let suspiciousLinks = 0;
  const marked = clean.replace(/<a href="([^"]*)"([^>]*)>([\s\S]{0,2000}?)<\/a>/g, (all, href: string, rest: string, words: string) => {
    if (!isMismatch(href, words)) return all;
    suspiciousLinks++;
    return `<a href="${href}"${rest} data-mismatch="true">${words}</a>`;
  });
  return { html: marked, blockedImages: marked.split(' data-remote-src="').length - 1, suspiciousLinks };
}
