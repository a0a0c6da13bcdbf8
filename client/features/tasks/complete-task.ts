import type { Task } from '../../../shared/models/tasks';
import { t } from '../../core/i18n';
import { offerUndo } from '../../core/useUndo';
import { useTasks } from './tasks.store';

/** Ends a task as done and offers to take that back, by button or key alike. Throws ApiError when it is refused. */
export async function completeTask(task: Task): Promise<void> {
  const store = useTasks();
  const ended = await store.done(task);
  offerUndo(t('tasks.doneToast'), { strong: task.what, undo: () => store.reopen(ended) });
}
