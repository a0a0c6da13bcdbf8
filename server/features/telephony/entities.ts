import { TelephonyEntity } from './telephony.entity.js';

/** Entities of the telephony feature, for the data source and the drift test. */
export const telephonyEntities = [TelephonyEntity] as const;
