import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailReceipt } from '../../shared/models/mail.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { mailText } from '../support/mail.js';

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-ingest-'));
  chmodSync(folder, 0o711);
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the program as a person would; its lines. */
async function ingest(...args: string[]): Promise<(MailReceipt & { file: string })[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/mail-ingest.ts', ...args], {
    env: { ...process.env, DATABASE_URL: database.url, RINGBACK_DATA: join(folder, 'data'), LOG_LEVEL: 'silent' },
    maxBuffer: 10_000_000,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as MailReceipt & { file: string });
}

describe('npm run mail:ingest', () => {
  it('takes every regular file of a folder in the order of names, prints a line for each, and a bad one stops nobody', async () => {
    const mails = join(folder, 'mails');
    mkdirSync(join(mails, 'c'), { recursive: true });
    writeFileSync(join(mails, 'a.eml'), mailText({ id: 'a@x.example', subject: 'Eins' }));
    writeFileSync(join(mails, 'b'), '');
    writeFileSync(join(mails, 'c', '1.txt'), mailText({ references: ['a@x.example'], text: 'Noch etwas.' }));
    writeFileSync(join(mails, 'd.eml'), mailText({ id: 'a@x.example', subject: 'Eins' }));
    const lines = await ingest(mails, join(mails, 'a.eml'), '--json');
    expect(lines.map(({ file, outcome, joinedBy }) => [file.slice(mails.length + 1), outcome, joinedBy])).toEqual([
      ['a.eml', 'created', null],
      ['b', 'failed', null],
      ['c/1.txt', 'appended', 'references'],
      ['d.eml', 'ignored', null],
      ['a.eml', 'ignored', null],
    ]);
    expect(new Set(lines.flatMap(({ ticket }) => ticket ?? [])).size).toBe(1);
    expect(lines[0]).toMatchObject({
      from: { name: 'Petra Kurz', address: 'petra.kurz@kunde.example' },
      visibleText: 'Wann kommt die Ware?',
    });
  });
});
