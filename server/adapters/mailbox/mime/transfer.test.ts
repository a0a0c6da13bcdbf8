import { describe, expect, it } from 'vitest';
import { decodeText } from './charset.js';
import { transferDecoder } from './transfer.js';

/** Decodes in pieces of every size: nothing may depend on where a piece ends. */
function decoded(text: string): string[] {
  const bytes = Buffer.from(text, 'latin1');
  const sizes = [1, 2, 3, 7, bytes.length];
  const all = sizes.map((size) => {
    const decoder = transferDecoder('base64');
    const out: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) out.push(decoder.write(bytes.subarray(at, at + size)));
    return Buffer.concat([...out, decoder.end()]).toString();
  });
  return [...new Set(all)];
}

const b64 = (text: string) => Buffer.from(text).toString('base64');

describe('base64', () => {
  it.each([
    ['a remark behind its end', `${b64('yötä.')} ignored\r\n`, 'yötä.'],
    ['the footer of a list', `${b64('Hallo')}\r\n_____________\r\nListe mailing list\r\n`, 'Hallo'],
    ['several runs on lines of their own', `${b64('a')}\r\n${b64('bc')}\r\n${b64('def')}${b64('ghij')}`, 'abcdefghij'],
    ['two runs on one line', `${b64('a')}${b64('bc')}`, 'abc'],
    ['a run that wraps', `${b64('x'.repeat(100)).replace(/.{76}/, '$&\r\n')}\r\n`, 'x'.repeat(100)],
  ])('is read with %s', (_what, text, expected) => {
    expect(decoded(text)).toEqual([expected]);
  });
});

describe('a charset of seven bits', () => {
  it.each(['iso-2022-jp', 'utf-7', 'hz-gb-2312'])('%s on bytes of eight is not believed', (label) => {
    expect(decodeText(Buffer.from('Grüße 送信'), label)).toBe('Grüße 送信');
  });

  it('of Japan on such bytes is EUC-JP', () => {
    expect(decodeText(Buffer.from([0xa5, 0xe1, 0xa1, 0xbc, 0xa5, 0xeb]), 'ISO-2022-JP')).toBe('メール');
  });
});
