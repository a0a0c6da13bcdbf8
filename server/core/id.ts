import { randomBytes } from 'node:crypto';

/** A new UUID version 7 (RFC 9562 §5.7): time-ordered, so that index pages stay warm. Made here because PostgreSQL before 18 has no uuidv7(). */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) % 16) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) % 64) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
