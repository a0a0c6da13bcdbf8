/** Entities of the tickets feature, for the data source and the drift test. */
export const ticketsEntities = [] as const;
