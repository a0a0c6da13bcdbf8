import { describe, expect, it } from 'vitest';
import { isSignedBy, sign } from './signature.js';

const request = {
  url: 'https://ringback.example/twilio/voice/inbound?i=1',
  body: { CallSid: 'CA1', Empty: '', Many: ['b', 'a', 'a'], 'a[b]': ' x ' },
};
const signature = sign('secret', request);

describe('isSignedBy', () => {
  it('accepts what Twilio would sign, repeated and empty fields included', () => {
    // HMAC-SHA1 written out by hand, so that the check does not only agree with itself.
    expect(
      isSignedBy(['12345'], {
        url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
        body: { CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', Digits: '1234', From: '+14158675309', To: '+18005551212' },
        signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
      }),
    ).toBe(true);
    expect(isSignedBy(['secret'], { ...request, signature })).toBe(true);
  });
  it('accepts either token during a rotation', () => {
    expect(isSignedBy(['new', 'secret'], { ...request, signature })).toBe(true);
  });
  it.each([
    ['another token', ['other'], request],
    ['no token at all', [], request],
    ['an empty token', [''], request],
    ['http instead of https', ['secret'], { ...request, url: request.url.replace('https', 'http') }],
    ['another query', ['secret'], { ...request, url: `${request.url}&x=1` }],
    ['a changed field', ['secret'], { ...request, body: { ...request.body, CallSid: 'CA2' } }],
    ['a trimmed field', ['secret'], { ...request, body: { ...request.body, 'a[b]': 'x' } }],
  ])('refuses %s', (_name, tokens, forged) => {
    expect(isSignedBy(tokens, { ...forged, signature })).toBe(false);
  });
  it('refuses a missing or mangled signature', () => {
    expect(isSignedBy(['secret'], { ...request, signature: '' })).toBe(false);
    expect(isSignedBy(['secret'], { ...request, signature: 'ÄÖÜ' })).toBe(false);
  });
});
