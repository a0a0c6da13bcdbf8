import { rfc2822 } from '../dates.js';
import { type Call, isOver } from '../model/call.js';
import type { Network } from '../network.js';
import { durationSeconds } from '../webhooks/progress.js';

const PARTS = [
  'events',
  'notifications',
  'payments',
  'recordings',
  'siprec',
  'streams',
  'transcriptions',
  'user_defined_message_subscriptions',
  'user_defined_messages',
];

/** The Call resource. Numbers that Twilio sends as text (`duration`, `queue_time`) are text. */
export function presentCall(net: Network, call: Call): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${net.account.accountSid}/Calls/${call.sid}`;
  const date = (at: number | undefined) => (at === undefined ? null : rfc2822(at));
  return {
    sid: call.sid,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    parent_call_sid: call.parent?.sid ?? null,
    account_sid: net.account.accountSid,
    to: call.to,
    to_formatted: formatted(call.to),
    from: call.from,
    from_formatted: formatted(call.from),
    phone_number_sid: call.phoneNumberSid ?? null,
    status: call.status,
    start_time: date(call.startedAt),
    end_time: date(call.endedAt),
    duration: isOver(call) ? String(durationSeconds(call)) : null,
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: null,
    api_version: '2010-04-01',
    forwarded_from: call.forwardedFrom ?? null,
    group_sid: null,
    caller_name: call.callerName ?? null,
    queue_time: String(call.queueTimeMs),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(PARTS.map((part) => [part, `${uri}/${capitals(part)}.json`])),
  };
}

function capitals(name: string): string {
  return name
    .split('_')
    .map((word) => (word[0] ?? '').toUpperCase() + word.slice(1))
    .join('');
}

/** North American numbers as `(415) 555-0100`; all others as they are. */
function formatted(address: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : address;
}
