import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../../shared/models/auth.js';

/** Somebody one can sign in as. */
export interface DemoLogin {
  key: 'agent' | 'second' | 'supervisor' | 'admin' | 'colleague';
  name: string;
  email: string;
  password: string;
  roles: Role[];
}

const PEOPLE: Record<Exclude<DemoLogin['key'], 'colleague'>, { name: string; roles: Role[] }> = {
  agent: { name: 'Mara Lindner', roles: ['agent'] },
  second: { name: 'Emil Sander', roles: ['agent'] },
  supervisor: { name: 'Ruth Okafor', roles: ['supervisor', 'agent'] },
  admin: { name: 'Konrad Behr', roles: ['admin', 'supervisor', 'agent'] },
};

const address = (name: string) =>
  `${name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')}@demo.example`;

/** Passwords are made once for each data folder: whoever reaches the demo's port must still not be able to guess them. */
function secretOf(dataDir: string): string {
  const path = join(dataDir, 'demo-secret');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    const secret = randomBytes(6).toString('base64url').toLowerCase().replace(/[-_]/g, 'x');
    writeFileSync(path, secret, { mode: 0o600 });
    return secret;
  }
}

/** The four logins for people, and one for each simulated colleague. The folder must exist. */
export function demoLogins(dataDir: string, colleagues: readonly string[]): { people: DemoLogin[]; colleagues: DemoLogin[] } {
  const secret = secretOf(dataDir);
  const people = Object.entries(PEOPLE).map(([key, { name, roles }]) => ({
    ...{ key: key as DemoLogin['key'], name, roles },
    email: `${key}@demo.example`,
    password: `${key}-${secret}`,
  }));
  return {
    people,
    colleagues: colleagues.map((name) => ({
      ...{ key: 'colleague' as const, name, roles: ['agent' as const] },
      email: address(name),
      password: `colleague-${secret}`,
    })),
  };
}
