/** Entities of the telephony feature, for the data source and the drift test. */
export const telephonyEntities = [] as const;
