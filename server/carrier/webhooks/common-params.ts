import { type Call, isClientLeg } from '../model/call.js';
import type { FormParams } from './signature.js';

/** Country calling codes the carrier knows by name, longest first. */
const COUNTRIES: readonly [string, string][] = [
  ['+423', 'LI'],
  ['+420', 'CZ'],
  ['+352', 'LU'],
  ['+49', 'DE'],
  ['+48', 'PL'],
  ['+47', 'NO'],
  ['+46', 'SE'],
  ['+45', 'DK'],
  ['+44', 'GB'],
  ['+43', 'AT'],
  ['+41', 'CH'],
  ['+39', 'IT'],
  ['+34', 'ES'],
  ['+33', 'FR'],
  ['+32', 'BE'],
  ['+31', 'NL'],
  ['+1', 'US'],
];

/**
 * The parameters every voice webhook of a leg carries, in the order a real one was captured (voice.md §2). Geography is sent
 * as empty strings except the country, as Twilio does outside North America.
 */
export function commonParams(call: Call, accountSid: string): FormParams {
  return [
    ...(isClientLeg(call) && call.direction === 'inbound' ? clientParams(call, accountSid) : phoneParams(call, accountSid)),
    ...optional(call),
  ];
}

function clientParams(call: Call, accountSid: string): [string, string][] {
  return [
    ['Called', call.to],
    ['CallSid', call.sid],
    ['ApplicationSid', call.applicationSid ?? ''],
    ['To', call.to],
    ['Direction', call.direction],
    ['ApiVersion', '2010-04-01'],
    ['CallStatus', call.status],
    ['From', call.from],
    ['AccountSid', accountSid],
    ['Caller', call.from],
    ...Object.entries(call.customParams).filter(([key]) => key !== 'To'),
  ];
}

function phoneParams(call: Call, accountSid: string): [string, string][] {
  const to = countryOf(call.to);
  const from = countryOf(call.from);
  return [
    ['Called', call.to],
    ['ToState', ''],
    ['CallerCountry', from],
    ['Direction', call.direction],
    ['CallerState', ''],
    ['ToZip', ''],
    ['CallSid', call.sid],
    ['To', call.to],
    ['CallerZip', ''],
    ['ToCountry', to],
    ['CalledZip', ''],
    ['ApiVersion', '2010-04-01'],
    ['CalledCity', ''],
    ['CallStatus', call.status],
    ['From', call.from],
    ['AccountSid', accountSid],
    ['CalledCountry', to],
    ['CallerCity', ''],
    ['ToCity', ''],
    ['FromCountry', from],
    ['Caller', call.from],
    ['FromCity', ''],
    ['CalledState', ''],
    ['FromZip', ''],
    ['FromState', ''],
  ];
}

function optional(call: Call): [string, string][] {
  const extra: [string, string][] = [];
  if (call.forwardedFrom !== undefined) extra.push(['ForwardedFrom', call.forwardedFrom], ['CalledVia', call.forwardedFrom]);
  if (call.applicationSid !== undefined && !isClientLeg(call)) extra.push(['ApplicationSid', call.applicationSid]);
  if (call.callerName !== undefined) extra.push(['CallerName', call.callerName]);
  if (call.parent) extra.push(['ParentCallSid', call.parent.sid]);
  if (call.direction === 'inbound' && !isClientLeg(call)) {
    // Presented back on outbound legs; its value is itself percent-encoded JSON, and signed as such.
    extra.push(['CallToken', encodeURIComponent(JSON.stringify({ parentCallInfoToken: `sim.${call.sid}`, identityHeaderTokens: [] }))]);
    if (call.from.startsWith('+1')) extra.push(['StirVerstat', 'TN-Validation-Passed-A']);
  }
  return extra;
}

/** The ISO country of an E.164 number; empty when unknown or not a number. */
export function countryOf(address: string): string {
  return COUNTRIES.find(([prefix]) => address.startsWith(prefix))?.[1] ?? '';
}
