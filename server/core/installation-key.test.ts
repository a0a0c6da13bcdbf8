import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { installationKey, seal, unseal } from './installation-key.js';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'ringback-key-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

describe('installationKey', () => {
  it('is made once, for its owner’s eyes only', () => {
    const dir = folder();
    const key = installationKey(dir);
    expect(key).toHaveLength(32);
    expect(installationKey(dir).equals(key)).toBe(true);
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(installationKey(folder()).equals(key)).toBe(false);
  });
  it('says that the file is damaged rather than making a new key', () => {
    const dir = folder();
    writeFileSync(join(dir, 'secrets.json'), '{"key":"c2hvcnQ="}');
    expect(() => installationKey(dir)).toThrow('damaged');
  });
});

describe('seal', () => {
  const key = installationKey(folder());
  it('opens with its key and with no other', () => {
    const sealed = seal(key, 'Schlüssel');
    expect(unseal(key, sealed)).toBe('Schlüssel');
    expect(unseal(installationKey(folder()), sealed)).toBeNull();
    expect(sealed).not.toContain('Schlüssel');
    expect(seal(key, 'Schlüssel')).not.toBe(sealed);
  });
  it('notices every change', () => {
    const sealed = Buffer.from(seal(key, 'x'), 'base64');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(key, changed.toString('base64'))).toBeNull();
    }
    expect(unseal(key, '')).toBeNull();
  });
});
