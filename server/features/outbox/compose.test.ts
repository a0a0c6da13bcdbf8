import { describe, expect, it } from 'vitest';
import { bodyParts, htmlBody, plainBody, signatureOf, subjectFor } from './compose.js';

const GERMAN = { language: 'de', timeZone: 'Europe/Berlin' } as const;
const MAIL = {
  from: { name: 'Petra Kurz', address: 'petra@kunde.example' },
  to: [{ name: '', address: 'support@haus.example' }],
  subject: 'Ware',
  at: new Date('2026-11-23T08:00:00Z'),
  text: 'Wo <ist> sie?\n\nPetra',
};
const written = { text: 'Am Freitag.', signature: 'Jonas' };

describe('subjectFor', () => {
  it.each([
    ['reply', 'Ware', 'Re: Ware [#48190]'],
    ['reply', 'AW: Re: RE[2]: Ware [#48190]', 'Re: Ware [#48190]'],
    ['reply', 'Re: [#48190] Ware', 'Re: Ware [#48190]'],
    ['reply', '', 'Re: [#48190]'],
    ['forward', 'WG: Fwd: Ware', 'Fwd: Ware [#48190]'],
    ['new', 'Re: Ware', 'Re: Ware [#48190]'],
    ['reply', 'Rechnung [#48199]', 'Re: Rechnung [#48199] [#48190]'],
    ['reply', 'a\r\nBcc: x@y.example', 'Re: a Bcc: x@y.example [#48190]'],
  ] as const)('%s of "%s"', (mode, subject, expected) => {
    expect(subjectFor(mode, subject, '48190')).toBe(expected);
  });
  it('cuts a long subject, never the tag', () => {
    expect(subjectFor('reply', '😀'.repeat(500), '48190')).toBe(`Re: ${'😀'.repeat(160)} [#48190]`);
  });
});

describe('bodies', () => {
  it('quote what is answered, in the language of the mail', () => {
    const text = plainBody(bodyParts('reply', written, MAIL, GERMAN));
    expect(text).toBe(
      'Am Freitag.\n\n-- \nJonas\n\nAm 23.11.2026, 09:00 schrieb Petra Kurz <petra@kunde.example>:\n> Wo <ist> sie?\n>\n> Petra\n',
    );
    expect(plainBody(bodyParts('reply', written, MAIL, { ...GERMAN, language: 'en' }))).toContain('On 23 Nov 2026, 09:00, Petra Kurz');
  });
  it('pass a mail on with its headers and unmarked', () => {
    const text = plainBody(bodyParts('forward', { text: 'Bitte', signature: '' }, MAIL, GERMAN));
    expect(text).toContain('Betreff: Ware\nAn: support@haus.example\n\nWo <ist> sie?');
    expect(text).not.toContain('-- \n');
  });
  it('of a new mail hold nothing else', () => {
    expect(plainBody(bodyParts('new', { text: 'Hallo  ', signature: '' }, MAIL, GERMAN))).toBe('Hallo\n');
  });
  it('as HTML say the same and let nothing through', () => {
    const html = htmlBody(bodyParts('reply', { text: '<b>&"', signature: '' }, MAIL, GERMAN));
    expect(html).toContain('&lt;b&gt;&amp;&quot;');
    expect(html).toContain('<blockquote type="cite">Wo &lt;ist&gt; sie?<br>');
  });
});

describe('signatureOf', () => {
  it('names the writer', () => expect(signatureOf('Grüße\n{name}\n', 'Jonas')).toBe('Grüße\nJonas'));
});
