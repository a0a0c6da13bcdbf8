import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { missingKeys, pseudo, readMessages } from '../../../scripts/vite-messages';

const client = fileURLToPath(new URL('../..', import.meta.url));

describe('messages', () => {
  it('say everything in German and in English', () => {
    expect(missingKeys(readMessages(client, 'de').tree, readMessages(client, 'en').tree)).toEqual([]);
  });

  it('keep placeholders and plural variants in the pseudo-locale', () => {
    expect(pseudo('{n} call | {n} calls')).toBe('[{n} çäll···] | [{n} çällš···]');
  });
});
