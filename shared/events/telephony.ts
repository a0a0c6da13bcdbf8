import { Telephony } from '../models/telephony.js';

/** Durable events of the telephony feature: type → payload schema. */
export const telephonyEvents = {
  'telephony.changed': Telephony,
} as const;
