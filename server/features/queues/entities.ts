/** Entities of the queues feature, for the data source and the drift test. */
export const queuesEntities = [] as const;
