/** Entities of the people feature, for the data source and the drift test. */
export const peopleEntities = [] as const;
