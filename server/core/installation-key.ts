import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const SecretsFile = z.looseObject({ key: z.string() });
const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;

/**
 * The installation's own key, from `secrets.json` in the data folder (0600, part of every backup); made at first use. With several servers on one
 * database the file must be the same on all of them.
 */
export function installationKey(dataDir: string): Buffer {
  const path = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(path, `${JSON.stringify({ key: randomBytes(32).toString('base64') })}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  const key = Buffer.from(SecretsFile.parse(JSON.parse(readFileSync(path, 'utf8'))).key, 'base64');
  if (key.length !== 32) throw new Error(`${path} is damaged: its key has ${key.length} bytes, not 32. Restore it from a backup.`);
  return key;
}

/** Seals a text with AES-256-GCM, so that a copy of the database alone gives no credentials away. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens what `seal` made; null when it was sealed with another key or tampered with. */
export function unseal(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
