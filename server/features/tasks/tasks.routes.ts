import * as operations from '../../../shared/contract/tasks.js';
import { anyAgent, type Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { type Route, route } from '../../core/http/route.js';
import { acknowledgeTask } from './acknowledge-task.command.js';
import { createTask } from './create-task.command.js';
import { editTask } from './edit-task.command.js';
import { dropTask, finishTask, reopenTask } from './end-task.command.js';
import { listTasks } from './list-tasks.query.js';
import { takeTask } from './take-task.command.js';
import { taskById } from './task-by-id.query.js';
import { maySeeTask } from './tasks.policy.js';
import { tasksDueNow } from './tasks-due-now.query.js';

/** Whoever sees a task may work on it. For the others there is none: NOT_FOUND. */
const onVisibleTask: Policy<{ taskId: string }> = async (ctx, { taskId }) => found((await maySeeTask(ctx, taskId)) || null, 'task');

/** Operation → policy → command or query. */
export const tasksRoutes: readonly Route[] = [
  route(operations.createTask, { can: anyAgent, run: createTask }),
  route(operations.getTask, { can: anyAgent, run: (ctx, { taskId }) => taskById(ctx, taskId) }),
  route(operations.listTasks, { can: anyAgent, run: listTasks }),
  route(operations.tasksDueNow, { can: anyAgent, run: tasksDueNow }),
  route(operations.editTask, { can: onVisibleTask, run: editTask }),
  route(operations.acknowledgeTask, { can: onVisibleTask, run: (ctx, { taskId }) => acknowledgeTask(ctx, taskId) }),
  route(operations.takeTask, { can: onVisibleTask, run: takeTask }),
  route(operations.finishTask, { can: onVisibleTask, run: finishTask }),
  route(operations.dropTask, { can: onVisibleTask, run: dropTask }),
  route(operations.reopenTask, { can: onVisibleTask, run: reopenTask }),
];
