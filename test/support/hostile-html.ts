import fc from 'fast-check';
import { NAMING, RUNNING, STYLES } from './hostile-payloads.js';

// HTML that was written to get out of a sanitiser: something that opens a state of the parser in which what follows is read as something else, something
// that runs or fetches when it is read as HTML after all, and something that ends that state where only one of two readers sees it.

/** Where a parser looks at text, another namespace or an attribute: HTML Living Standard §13.2.6. */
const OPENERS = [
  ...['', '</p>', '</br>', '<p', '<b><p></b>', '<a><a>', '<table>', '<table><tr><td>', '<table><caption>', '<table><colgroup>', '<select>'],
  ...[
    '<select><option>',
    '<form></form><form>',
    '<form><div></form><form>',
    '<frameset>',
    '<button><p>',
    '<!doctype html>',
    '<html><head>',
  ],
  ...[
    '<xmp>',
    '<plaintext>',
    '<textarea>',
    '<title>',
    '<style>',
    '<noscript>',
    '<noscript><p title="</noscript>',
    '<noembed>',
    '<noframes>',
  ],
  ...['<iframe>', '<template>', '<template><s><template>', '<script><!--', '<option><style></option></select>', '<keygen>', '<ruby><rtc>'],
  ...[
    '<svg>',
    '<svg><style>',
    '<svg><title>',
    '<svg><desc>',
    '<svg><foreignObject>',
    '<svg></p><style><a id="</style>',
    '<svg><p><style><!--</style>',
  ],
  ...['<math>', '<math><mi>', '<math><mtext>', '<math><mtext><table><mglyph><style>', '<math><mtext><mglyph><malignmark><style>'],
  ...[
    '<math><annotation-xml encoding="text/html">',
    '<math><annotation-xml><svg><desc>',
    '<form><math><mtext></form><form><mglyph><style></math>',
  ],
  ...[
    '<svg><math><mi></mi><style>',
    '<math><svg><mtext><textarea><path id="</textarea>',
    '<svg><style>&lt;/style&gt;',
    '<math><maction actiontype="x">',
  ],
  ...[
    '<!--',
    '<!-->',
    '<!--->',
    '<!--a--!>',
    '<!--<!--',
    '<![CDATA[',
    '<svg><![CDATA[',
    '<?xml version="1"?><?',
    '<!x "',
    '<!--[if gte mso 9]>',
    '</ ',
  ],
  ...[
    '<a title="',
    "<a title='",
    '<a title=`',
    '<img alt="',
    '<b title="&quot;&gt;',
    '<b title="--&gt;',
    '<i title="</i>',
    '<div style="',
    '<p\u0000',
    '<p/',
  ],
  ...['&lt;', '&#60', '&#x3c;', '&amp;lt;', '\u00ad<', '\u0000<', '<\u0000', '\ufeff', '<%', '\uff1c'],
  ...['<font><font><font>'.repeat(60), '<b><i>'.repeat(200), '<div>'.repeat(600), '<table><tr><td>'.repeat(90), '<svg><desc>'.repeat(300)],
];

/** What ends such a state for one reader and not for another. */
const CLOSERS = [
  ...[
    '',
    '">',
    "'>",
    '`>',
    '-->',
    '--!>',
    ']]>',
    '?>',
    '</p>',
    '</style>',
    '</title>',
    '</textarea>',
    '</noscript>',
    '</xmp>',
    '</template>',
  ],
  ...['</select>', '</svg>', '</math>', '</iframe>', '</noembed>', '</script>', '</mglyph></mtext>', '</table>', '</annotation-xml>'],
  ...['&gt;', '">--&gt;', '</style></svg>', '</title></svg>', '</desc></svg>', '<![endif]-->', '\u0000>', '/>'],
];

/** Addresses that are code, and ways to write them so that a filter reads something else. */
const CODE = [
  ...[
    'javascript:HIT',
    'JaVaScRiPt:HIT',
    ' \u0001javascript:HIT',
    'java\tscript:HIT',
    'java\r\nscript:HIT',
    'javascript&colon;HIT',
    'javascript&#58;HIT',
  ],
  ...[
    '&#106;avascript:HIT',
    '&#x6a&#x61vascript:HIT',
    'java&Tab;script:HIT',
    'java&NewLine;script:HIT',
    'javascript\u0000:HIT',
    'java\u00adscript:HIT',
  ],
  ...[
    'data:text/html,<script>HIT</script>',
    'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="HIT"/>',
    'vbscript:HIT',
    'view-source:EVIL',
  ],
  ...[
    'feed:javascript:HIT',
    'blob:EVIL',
    'filesystem:EVIL',
    'jar:EVIL',
    'about:blank',
    '//HOST',
    '\\\\HOST',
    '/\\HOST',
    'https:HOST',
    'http:/HOST',
    'EVIL',
  ],
];

const withAddress = NAMING.flatMap((naming, at) =>
  CODE.filter((_one, nth) => nth % 4 === at % 4).map((code) => naming.replaceAll('*', code)),
);
const withStyle = STYLES.flatMap((style) =>
  [`<p style="${style}">x</p>`, `<p style='${style}'>x</p>`].map((html) => html.replaceAll('*', 'EVIL')),
);

/** Everything that must come to nothing, each alone. */
export const PLAIN_PAYLOADS: readonly string[] = [
  ...RUNNING,
  ...NAMING.map((naming) => naming.replaceAll('*', 'EVIL')),
  ...withAddress,
  ...withStyle,
];

/** The host none of them may reach. */
export const EVIL_HOST = 'evil.example';

/** Marks what a payload would run and fetch with its number, so that the culprit is named. */
export function numbered(payload: string, number: number): string {
  const host = `${EVIL_HOST}/${number}`;
  return payload.replaceAll('HIT', `top.hits.push(${number})`).replaceAll('EVIL', `https://${host}`).replaceAll('HOST', host);
}

/** One payload inside states of the parser, opened and closed, perhaps twice. */
const payload = fc
  .tuple(
    ...[fc.array(fc.constantFrom(...OPENERS), { minLength: 1, maxLength: 3 }), fc.constantFrom(...CLOSERS)],
    fc.constantFrom(...PLAIN_PAYLOADS),
    fc.array(fc.constantFrom(...CLOSERS), { maxLength: 2 }),
    fc.constantFrom('', '', ...PLAIN_PAYLOADS),
  )
  .map(([openers, closer, inner, ends, second]) => `<p>a</p>${openers.join('')}${closer}${inner}${ends.join('')}${second}`);

/** `count` payloads, the same for the same seed, numbered by their place. */
export function hostileHtml(count: number, seed: number): string[] {
  return fc.sample(payload, { numRuns: count, seed }).map(numbered);
}
