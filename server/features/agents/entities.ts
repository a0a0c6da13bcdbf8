/** Entities of the agents feature, for the data source and the drift test. */
export const agentsEntities = [] as const;
