import { rfc2822 } from '../dates.js';
import type { Notification } from '../model/number.js';
import type { Network } from '../network.js';
import { notFound } from '../rest-error.js';
import { asksFor, listPage } from './paging.js';
import { ok, type RestAnswer, type RestRequest } from './rest-request.js';
import type { RestRoute } from './route.js';

const PARTS = [
  'addresses',
  'applications',
  'authorized_connect_apps',
  'available_phone_numbers',
  'balance',
  'calls',
  'conferences',
  'connect_apps',
  'incoming_phone_numbers',
  'keys',
  'messages',
  'notifications',
  'outgoing_caller_ids',
  'queues',
  'recordings',
  'signing_keys',
  'sip',
  'tokens',
  'transcriptions',
  'usage',
];

/** The Account resource. */
export function presentAccount(net: Network): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${net.account.accountSid}`;
  const name = (part: string) =>
    part === 'sip' ? 'SIP' : part.replace(/(^|_)(\w)/g, (_all, _bar, letter: string) => letter.toUpperCase());
  return {
    auth_token: net.account.authToken,
    date_created: rfc2822(net.bornAt),
    date_updated: rfc2822(net.bornAt),
    friendly_name: 'Carrier simulator',
    owner_account_sid: net.account.accountSid,
    sid: net.account.accountSid,
    status: 'active',
    subresource_uris: Object.fromEntries(PARTS.map((part) => [part, `${uri}/${name(part)}.json`])),
    type: 'Full',
    uri: `${uri}.json`,
  };
}

function presentNotification(net: Network, notification: Notification): Record<string, unknown> {
  const date = rfc2822(notification.at);
  return {
    account_sid: net.account.accountSid,
    api_version: '2010-04-01',
    call_sid: notification.callSid,
    date_created: date,
    date_updated: date,
    error_code: String(notification.code),
    log: notification.log,
    message_date: date,
    message_text: notification.text,
    more_info: `https://www.twilio.com/docs/errors/${notification.code}`,
    request_method: notification.requestMethod,
    request_url: notification.requestUrl,
    sid: notification.sid,
    uri: `/2010-04-01/Accounts/${net.account.accountSid}/Notifications/${notification.sid}.json`,
  };
}

function notifications(net: Network, request: RestRequest): RestAnswer {
  const items = net.notifications.filter((notification) => asksFor(request, 'Log', notification.log));
  return listPage(request, { key: 'notifications', items, present: (notification) => presentNotification(net, notification) });
}

function notification(net: Network, request: RestRequest): RestAnswer {
  const found = net.notifications.find((one) => one.sid === request.names['sid']);
  if (!found) throw notFound(request.path);
  const { callSid } = found;
  return ok({
    ...presentNotification(net, found),
    request_variables: callSid ? `CallSid=${callSid}` : '',
    response_headers: null,
    response_body: null,
  });
}

/** Operations on the account itself. */
export const accountRoutes: readonly RestRoute[] = [
  { method: 'GET', path: 'Balance', run: (net) => ok({ account_sid: net.account.accountSid, balance: '100.00', currency: 'USD' }) },
  { method: 'GET', path: 'Notifications', run: notifications },
  { method: 'GET', path: 'Notifications/:sid', run: notification },
  {
    method: 'GET',
    path: 'OutgoingCallerIds',
    run: (_net, request) => listPage(request, { key: 'outgoing_caller_ids', items: [], present: () => ({}) }),
  },
];
