import { TaskRow } from './task.entity.js';

/** Entities of the tasks feature, for the data source and the drift test. */
export const tasksEntities = [TaskRow] as const;
