import type { HttpMethod } from '../model/call.js';
import type { VoiceSettings } from '../model/number.js';
import { field, flagField, methodField, type RestRequest, urlField } from './rest-request.js';

/** The settings of a number or application nobody has configured. */
export function newSettings(friendlyName: string, now: number): VoiceSettings {
  return {
    friendlyName,
    voiceUrl: null,
    voiceMethod: 'POST',
    voiceFallbackUrl: null,
    voiceFallbackMethod: 'POST',
    statusCallback: null,
    statusCallbackMethod: 'POST',
    voiceCallerIdLookup: false,
    smsUrl: null,
    smsMethod: 'POST',
    smsFallbackUrl: null,
    smsFallbackMethod: 'POST',
    createdAt: now,
    updatedAt: now,
  };
}

/** Takes over whatever settings a request carries; an empty address clears one. Throws 21205. */
export function applySettings(settings: VoiceSettings, request: RestRequest, now: number): void {
  const url = (name: string, old: string | null) => (field(request, name) === undefined ? old : (urlField(request, name) ?? null));
  const method = (name: string, old: HttpMethod) => methodField(request, name, old);
  settings.friendlyName = field(request, 'FriendlyName') ?? settings.friendlyName;
  settings.voiceUrl = url('VoiceUrl', settings.voiceUrl);
  settings.voiceMethod = method('VoiceMethod', settings.voiceMethod);
  settings.voiceFallbackUrl = url('VoiceFallbackUrl', settings.voiceFallbackUrl);
  settings.voiceFallbackMethod = method('VoiceFallbackMethod', settings.voiceFallbackMethod);
  settings.statusCallback = url('StatusCallback', settings.statusCallback);
  settings.statusCallbackMethod = method('StatusCallbackMethod', settings.statusCallbackMethod);
  settings.voiceCallerIdLookup = flagField(request, 'VoiceCallerIdLookup', settings.voiceCallerIdLookup);
  settings.smsUrl = url('SmsUrl', settings.smsUrl);
  settings.smsMethod = method('SmsMethod', settings.smsMethod);
  settings.smsFallbackUrl = url('SmsFallbackUrl', settings.smsFallbackUrl);
  settings.smsFallbackMethod = method('SmsFallbackMethod', settings.smsFallbackMethod);
  settings.updatedAt = now;
}
