import { createHash } from 'node:crypto';
import type { IncomingNumber } from '../model/number.js';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { presentNumber } from './number.presenter.js';
import { asksFor, listPage } from './paging.js';
import { created, field, gone, ok, type RestAnswer, type RestRequest } from './rest-request.js';
import type { RestRoute } from './route.js';
import { applySettings, newSettings } from './settings-fields.js';

/** Adds a number to the account. Its identifier follows from account and number, so that it is the same after a restart. */
export function addNumber(net: Network, phoneNumber: string): IncomingNumber {
  const sid = `PN${createHash('md5').update(`${net.account.accountSid} ${phoneNumber}`).digest('hex')}`;
  const number = {
    ...newSettings(phoneNumber, net.clock.now()),
    sid,
    phoneNumber,
    voiceApplicationSid: null,
    smsApplicationSid: null,
    trunkSid: null,
  };
  net.numbers.set(sid, number);
  return number;
}

function numberOf(net: Network, request: RestRequest): IncomingNumber {
  const number = net.numbers.get(request.names['sid'] ?? '');
  if (!number) throw notFound(request.path);
  return number;
}

function list(net: Network, request: RestRequest): RestAnswer {
  const part = (request.query.get('PhoneNumber') ?? '').replaceAll('*', '');
  const items = [...net.numbers.values()].filter(
    (number) => asksFor(request, 'FriendlyName', number.friendlyName) && number.phoneNumber.includes(part),
  );
  return listPage(request, { key: 'incoming_phone_numbers', items, present: (number) => presentNumber(net, number) });
}

function create(net: Network, request: RestRequest): RestAnswer {
  const areaCode = field(request, 'AreaCode');
  const phoneNumber = field(request, 'PhoneNumber') ?? (areaCode === undefined ? '' : `+1${areaCode}555${net.random.between(1000, 9999)}`);
  if (!/^\+[1-9]\d{6,14}$/.test(phoneNumber)) throw new RestError(21421, `PhoneNumber is invalid: ${phoneNumber}`);
  if ([...net.numbers.values()].some((number) => number.phoneNumber === phoneNumber)) throw new RestError(21422);
  const number = addNumber(net, phoneNumber);
  change(net, number, request);
  return created(presentNumber(net, number));
}

function update(net: Network, request: RestRequest): RestAnswer {
  const number = numberOf(net, request);
  change(net, number, request);
  return ok(presentNumber(net, number));
}

function change(net: Network, number: IncomingNumber, request: RestRequest): void {
  applySettings(number, request, net.clock.now());
  const sid = (name: string, old: string | null) => (field(request, name) === undefined ? old : field(request, name) || null);
  number.voiceApplicationSid = sid('VoiceApplicationSid', number.voiceApplicationSid);
  number.smsApplicationSid = sid('SmsApplicationSid', number.smsApplicationSid);
  number.trunkSid = sid('TrunkSid', number.trunkSid);
}

function remove(net: Network, request: RestRequest): RestAnswer {
  net.numbers.delete(numberOf(net, request).sid);
  return gone();
}

/** Operations on the account's numbers. */
export const numberRoutes: readonly RestRoute[] = [
  { method: 'GET', path: 'IncomingPhoneNumbers', run: list },
  { method: 'POST', path: 'IncomingPhoneNumbers', run: create },
  { method: 'GET', path: 'IncomingPhoneNumbers/:sid', run: (net, request) => ok(presentNumber(net, numberOf(net, request))) },
  { method: 'POST', path: 'IncomingPhoneNumbers/:sid', run: update },
  { method: 'DELETE', path: 'IncomingPhoneNumbers/:sid', run: remove },
];
