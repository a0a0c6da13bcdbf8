/** Entities of the routing feature, for the data source and the drift test. */
export const routingEntities = [] as const;
