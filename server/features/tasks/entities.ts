/** Entities of the tasks feature, for the data source and the drift test. */
export const tasksEntities = [] as const;
