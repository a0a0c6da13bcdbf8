import {
  createSlaCalendar,
  createSlaPolicy,
  editSlaCalendar,
  editSlaPolicy,
  importSlaDays,
  previewSlaPolicy,
  removeSlaCalendar,
  removeSlaPolicy,
} from '../../shared/contract/sla.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';

type Run = <Op extends Operation>(operation: Op, input: InputOf<Op>) => Promise<OutputOf<Op>>;

const FILE = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20261231', 'SUMMARY:Inventur', 'END:VEVENT', 'END:VCALENDAR'];

/** Makes rules of service levels, so that every ticket of the tour has clocks, and changes them. */
export async function tourTheSla(run: Run): Promise<void> {
  const hours = [{ weekday: 1, from: '00:00', to: '24:00' }];
  const fields = { timeZone: 'Europe/Berlin', hours, region: null, days: [] };
  const calendar = await run(createSlaCalendar, { name: 'Mondays', ...fields });
  const renamed = await run(editSlaCalendar, { calendarId: calendar.id, version: calendar.version, region: 'BY' });
  await run(importSlaDays, { calendarId: calendar.id, version: renamed.version, content: FILE.join('\r\n') });
  const spare = await run(createSlaCalendar, { name: 'Spare', ...fields });
  await run(removeSlaCalendar, { calendarId: spare.id });
  const conditions = { mailboxIds: [], tags: [], reasonIds: [], tiers: [], kinds: [], priorities: [], channels: [], teamIds: [] };
  const promised = { firstResponse: 60, nextResponse: 60, resolution: 480, warnPercent: 75, isActive: true };
  const policy = { name: 'All', calendarId: calendar.id, conditions, ...promised };
  await run(previewSlaPolicy, { policyId: null, ...policy });
  const made = await run(createSlaPolicy, policy);
  await run(editSlaPolicy, { policyId: made.id, version: made.version, resolution: 240 });
  const gone = await run(createSlaPolicy, { ...policy, name: 'Gone', conditions: { ...conditions, kinds: ['praise'] } });
  await run(removeSlaPolicy, { policyId: gone.id });
}
