/** Entities of the calls feature, for the data source and the drift test. */
export const callsEntities = [] as const;
