import type { Feature } from '../../core/feature.js';
import { type TaskHooks, taskDeadlines } from './ring-task.js';
import { tasksReactions } from './tasks.reactions.js';
import { tasksRoutes } from './tasks.routes.js';

export { createTask } from './create-task.command.js';
export { promisesFor } from './promises-for.query.js';
export { tasksAudience } from './tasks.audience.js';
export { visibleTo as taskVisibleTo } from './tasks.policy.js';

/** Tasks and promises: who does what by when, and what rings at the hour. */
export function tasksFeature(hooks: TaskHooks): Feature {
  return {
    name: 'tasks',
    routes: tasksRoutes,
    reactions: tasksReactions,
    deadlines: taskDeadlines(hooks),
    personalData: [
      {
        table: 'tasks',
        columns: ['what', 'drop_reason', 'person_id'],
        key: 'person_id',
        erasure: 'pseudonymise',
        kept: 'until deleted by a retention rule',
      },
    ],
  };
}
