import { describe, expect, it } from 'vitest';
import { addressOf, InternalHost, isInternal } from './internal-address.js';

describe('isInternal', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('%s is', (address) => expect(isInternal(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '193.99.144.85', '2a02:2e0:3fe:1001:302::', '::ffff:8.8.8.8'])('%s is not', (address) =>
    expect(isInternal(address)).toBe(false),
  );
});

describe('addressOf', () => {
  it('refuses a name that leads inside, unless allowed', async () => {
    await expect(addressOf('127.0.0.1', false)).rejects.toBeInstanceOf(InternalHost);
    await expect(addressOf('localhost', false)).rejects.toBeInstanceOf(InternalHost);
    expect(await addressOf('127.0.0.1', true)).toBe('127.0.0.1');
  });
});
