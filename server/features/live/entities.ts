/** Entities of the live feature, for the data source and the drift test. */
export const liveEntities = [] as const;
