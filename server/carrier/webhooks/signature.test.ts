import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { splitOverrides } from './overrides.js';
import { signature } from './signature.js';

const TOKEN = '12345678901234567890123456789012';

describe('signature', () => {
  it.each([
    ['plain', 'https://example.com/voice', { To: '+4930', From: '+4915' }],
    ['a query and a port', 'https://example.com:8443/voice?b=2&a=%20x', { CallSid: 'CA1' }],
    ['empty values and case', 'http://127.0.0.1:3000/v', { b: '', B: 'x', a: 'ü €' }],
    ['no parameters', 'https://example.com/voice?x=1', {}],
  ])('is the official SDK’s for %s', (_name, url, params) => {
    expect(signature(TOKEN, url, Object.entries(params))).toBe(twilio.getExpectedTwilioSignature(TOKEN, url, params));
  });

  it('counts repeated values once each, sorted', () => {
    const params = [
      ['e', 'ringing'],
      ['e', 'completed'],
      ['e', 'ringing'],
    ] as const;
    expect(signature(TOKEN, 'https://example.com/', params)).toBe(
      twilio.getExpectedTwilioSignature(TOKEN, 'https://example.com/', { e: ['ringing', 'completed', 'ringing'] }),
    );
  });
});

describe('splitOverrides', () => {
  it('has Twilio’s defaults', () => {
    expect(splitOverrides('https://example.com/x?y=1')).toEqual({
      url: 'https://example.com/x?y=1',
      rules: { connectTimeout: 5000, readTimeout: 15_000, totalTimeout: 15_000, retries: 1, causes: new Set(['ct']) },
    });
  });

  it('reads the fragment, and pulls what is out of range to the nearest legal value', () => {
    expect(splitOverrides('https://example.com/x#ct=2000&rt=60000&tt=9000&rc=9&rp=rt,5xx').rules).toEqual({
      connectTimeout: 2000,
      readTimeout: 15_000,
      totalTimeout: 9000,
      retries: 5,
      causes: new Set(['rt', '5xx']),
    });
    expect(splitOverrides('https://example.com/x#rp=all').rules.causes.size).toBe(4);
  });
});
