import type { ProgressSubscription, VoiceHandler } from '../model/call.js';
import type { VoiceSettings } from '../model/number.js';

/** The documents a number or application asks for. */
export function voiceOf(settings: VoiceSettings): VoiceHandler {
  return {
    ...(settings.voiceUrl ? { url: settings.voiceUrl } : {}),
    method: settings.voiceMethod,
    ...(settings.voiceFallbackUrl ? { fallbackUrl: settings.voiceFallbackUrl } : {}),
    fallbackMethod: settings.voiceFallbackMethod,
  };
}

/** The callback of an inbound leg: one `completed`, nothing before it. */
export function progressOf(settings: VoiceSettings): ProgressSubscription | undefined {
  if (!settings.statusCallback) return undefined;
  return { url: settings.statusCallback, method: settings.statusCallbackMethod, events: new Set(['completed']), sequence: 0 };
}
