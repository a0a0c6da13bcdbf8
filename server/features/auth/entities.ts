/** Entities of the auth feature, for the data source and the drift test. */
export const authEntities = [] as const;
