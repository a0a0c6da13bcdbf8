import { rfc2822 } from '../dates.js';
import type { Application, IncomingNumber, VoiceSettings } from '../model/number.js';
import type { Network } from '../network.js';

/** The IncomingPhoneNumber resource. */
export function presentNumber(net: Network, number: IncomingNumber): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${net.account.accountSid}/IncomingPhoneNumbers/${number.sid}`;
  return {
    ...shared(net, number),
    sid: number.sid,
    phone_number: number.phoneNumber,
    voice_application_sid: number.voiceApplicationSid ?? '',
    sms_application_sid: number.smsApplicationSid ?? '',
    trunk_sid: number.trunkSid,
    address_sid: null,
    address_requirements: 'none',
    beta: false,
    capabilities: { voice: true, sms: false, mms: false, fax: false },
    identity_sid: null,
    origin: 'twilio',
    voice_receive_mode: 'voice',
    emergency_status: 'Active',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    bundle_sid: null,
    status: 'in-use',
    type: 'local',
    uri: `${uri}.json`,
  };
}

/** The Application resource. */
export function presentApplication(net: Network, application: Application): Record<string, unknown> {
  return {
    ...shared(net, application),
    sid: application.sid,
    message_status_callback: application.messageStatusCallback,
    sms_status_callback: application.smsStatusCallback,
    public_application_connect_enabled: application.publicApplicationConnectEnabled,
    uri: `/2010-04-01/Accounts/${net.account.accountSid}/Applications/${application.sid}.json`,
  };
}

function shared(net: Network, settings: VoiceSettings): Record<string, unknown> {
  return {
    account_sid: net.account.accountSid,
    api_version: '2010-04-01',
    date_created: rfc2822(settings.createdAt),
    date_updated: rfc2822(settings.updatedAt),
    friendly_name: settings.friendlyName,
    sms_fallback_method: settings.smsFallbackMethod,
    sms_fallback_url: settings.smsFallbackUrl,
    sms_method: settings.smsMethod,
    sms_url: settings.smsUrl,
    status_callback: settings.statusCallback,
    status_callback_method: settings.statusCallbackMethod,
    voice_caller_id_lookup: settings.voiceCallerIdLookup,
    voice_fallback_method: settings.voiceFallbackMethod,
    voice_fallback_url: settings.voiceFallbackUrl,
    voice_method: settings.voiceMethod,
    voice_url: settings.voiceUrl,
  };
}
