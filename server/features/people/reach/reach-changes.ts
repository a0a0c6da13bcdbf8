import type { MailAddress, PhoneNumber } from '../../../../shared/models/people.js';
import type { PhoneRow } from './read-numbers.js';
import { describeMails, describePhones } from './save-reach.js';

/** What changes in the lists of a person or company, as the audit shows it; a list that stays is left out. */
export type PartChanges = Partial<Record<'phones' | 'mails' | 'positions', [unknown, unknown]>>;

/** Compares numbers and addresses with those to be saved. */
export function reachChanges(
  before: { phones: readonly PhoneNumber[]; mails: readonly MailAddress[] },
  after: { phones: readonly PhoneRow[] | undefined; mails: readonly MailAddress[] | undefined },
): PartChanges {
  const changes: PartChanges = {};
  if (
    after.phones &&
    differ(identify(before.phones, describePhones(before.phones)), identify(after.phones, describePhones(after.phones)))
  ) {
    changes.phones = [describePhones(before.phones), describePhones(after.phones)];
  }
  if (after.mails && differ(identify(before.mails, describeMails(before.mails)), identify(after.mails, describeMails(after.mails)))) {
    changes.mails = [describeMails(before.mails), describeMails(after.mails)];
  }
  return changes;
}

function identify(rows: readonly { id: string }[], texts: readonly string[]): string[] {
  return rows.map((row, index) => `${row.id} ${texts[index]}`);
}

function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\n') !== b.join('\n');
}
