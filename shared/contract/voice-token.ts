import { VoiceToken } from '../models/telephony.js';
import { defineOperation } from '../operation.js';

// Apart from the settings of telephony: every console needs it before its first screen stands.
/** A token for my browser's phone, good for an hour. */
export const voiceToken = defineOperation({
  id: 'telephony.voice-token',
  method: 'POST',
  path: '/telephony/voice-token',
  summary: 'A token for my phone',
  scope: 'none',
  output: VoiceToken,
  errors: ['NO_CARRIER'],
});
