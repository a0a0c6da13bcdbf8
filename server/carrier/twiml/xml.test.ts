import { describe, expect, it } from 'vitest';
import { elementsOf, parseXml, textOf, XmlError } from './xml.js';

describe('parseXml', () => {
  it('reads elements, attributes, text, entities, CDATA, comments and a prolog', () => {
    const root = parseXml(
      `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- hello --><Response>\n <Say language='de-DE' loop="2">Guten &amp; sch&#246;nen <![CDATA[<Tag>]]><break/> &#x20AC;</Say><!-- x --><Hangup/>\n</Response>\n`,
    );
    expect(root.name).toBe('Response');
    const [say, hangup] = elementsOf(root);
    expect(say?.attributes).toEqual({ language: 'de-DE', loop: '2' });
    expect(say && textOf(say)).toBe('Guten & schönen <Tag> €');
    expect(say && elementsOf(say).map(({ name }) => name)).toEqual(['break']);
    expect(hangup).toEqual({ name: 'Hangup', attributes: {}, children: [] });
  });

  it.each([
    ['', 'prolog'],
    ['hello', 'prolog'],
    ['<Response>', 'not closed'],
    ['<Response></Reply>', '"</Response"'],
    ['<Response/><Response/>', 'after the root'],
    ['<Response a=1/>', 'not quoted'],
    ['<Response a="1" a="2"/>', 'twice'],
    ['<Response a="<"/>', '"<"'],
    ['<Response>a & b</Response>', 'no entity'],
    ['<Response>&nbsp;</Response>', 'no entity'],
    ['<Response>&#x110000;</Response>', 'no entity'],
    ['<Response><!-- </Response>', '"-->"'],
  ])('refuses %s', (text, reason) => {
    expect(() => parseXml(text)).toThrow(XmlError);
    expect(() => parseXml(text)).toThrow(reason);
  });

  it('says on which line', () => {
    expect(() => parseXml('<Response>\n<Say>\n</Play>\n</Response>')).toThrow('line 3');
  });
});
