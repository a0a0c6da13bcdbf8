import pg from 'pg';
import { createAccount, listAccounts, listTeams } from '../../../shared/contract/auth.js';
import { fillDemoData } from '../../../shared/contract/demo.js';
import {
  createQueue,
  editPhoneLine,
  listPhoneLines,
  listQueueMembers,
  listQueues,
  setQueueMember,
} from '../../../shared/contract/queues.js';
import type { PhoneLine, Queue } from '../../../shared/models/queues.js';
import type { Session } from '../session.js';
import type { DemoLogin } from './logins.js';

/** Queues of the demo beside the first one, and which of our numbers lead there. */
const MORE_QUEUES = [
  { name: 'Rechnung', language: 'de', line: 1 },
  { name: 'International', language: 'en', line: 2 },
] as const;

async function queues(admin: Session): Promise<Queue[]> {
  const [{ items: teams }, { items: present }, { items: lines }] = await Promise.all([
    admin.do(listTeams, {}),
    admin.do(listQueues, {}),
    admin.do(listPhoneLines, {}),
  ]);
  const made: Queue[] = [];
  for (const { name, language, line } of MORE_QUEUES) {
    if (present.some((queue) => queue.name === name)) continue;
    const queue = await admin.do(createQueue, { name, language, teamId: teams[0]?.id ?? '' });
    made.push(queue);
    const ours = lines[line];
    if (ours) await admin.do(editPhoneLine, { lineId: ours.id, version: ours.version, queueId: queue.id, label: name });
  }
  return [...present, ...made];
}

async function accounts(admin: Session, logins: readonly DemoLogin[]): Promise<Map<string, string>> {
  const [{ items: teams }, { items: present }] = await Promise.all([admin.do(listTeams, {}), admin.do(listAccounts, {})]);
  const ids = new Map(present.map((account) => [account.email, account.id]));
  for (const { name, email, password, roles } of logins) {
    if (ids.has(email)) continue;
    const teamIds = teams.slice(0, 1).map((team) => team.id);
    const supervisedTeamIds = roles.includes('supervisor') ? teamIds : [];
    const account = await admin.do(createAccount, { name, email, password, roles, language: 'de', teamIds, supervisedTeamIds });
    ids.set(email, account.id);
  }
  return ids;
}

/** The house marks its people as demo itself: no operation may make an account that an administrator overlooks. The admin stays real, else anybody could set up anew. */
async function mark(databaseUrl: string, ids: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('UPDATE accounts SET is_demo = true, version = version + 1 WHERE id = ANY($1) AND NOT is_demo', [ids]);
  } finally {
    await client.end();
  }
}

/** Furnishes an installation for the demo: data, queues, accounts, memberships. What is there already stays. Returns our numbers. */
export async function furnish(
  admin: Session,
  at: { databaseUrl: string; people: readonly DemoLogin[]; colleagues: readonly DemoLogin[] },
): Promise<PhoneLine[]> {
  await admin.do(fillDemoData, {});
  const all = await queues(admin);
  const ids = await accounts(admin, [...at.people, ...at.colleagues]);
  const { items: members } = await admin.do(listQueueMembers, {});
  for (const { email } of [...at.people, ...at.colleagues]) {
    const accountId = ids.get(email);
    if (!accountId) continue;
    for (const queue of all)
      if (!members.some((member) => member.queueId === queue.id && member.accountId === accountId))
        await admin.do(setQueueMember, { queueId: queue.id, accountId, level: 1 });
  }
  const marked = [...at.people.filter(({ key }) => key !== 'admin'), ...at.colleagues];
  await mark(
    at.databaseUrl,
    marked.flatMap(({ email }) => ids.get(email) ?? []),
  );
  const { items: lines } = await admin.do(listPhoneLines, {});
  return lines;
}
