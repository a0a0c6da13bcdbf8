import { defineStore } from 'pinia';
import { ref, shallowReactive } from 'vue';
import {
  acknowledgeTask,
  createTask,
  dropTask,
  editTask,
  finishTask,
  listTasks,
  reopenTask,
  takeTask,
} from '../../../shared/contract/tasks';
import type { Task, TaskView } from '../../../shared/models/tasks';
import type { InputOf } from '../../../shared/operation';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { optimistic, send } from '../../core/pending';
import { onEvent } from '../../core/sync';

/** Tasks and promises this tab has seen, and the display names they speak of. */
export const useTasks = defineStore('tasks', () => {
  const tasks = new ModelMap<Task>(shallowReactive(new Map()));
  const names = ref<Record<string, string>>({});
  const listeners = new Set<() => void>();
  for (const type of ['task.created', 'task.changed', 'task.due', 'task.passed'] as const) {
    onEvent(type, (payload) => {
      tasks.apply(payload);
      for (const listener of listeners) listener();
    });
  }
  async function load(view: TaskView, cursor: string | null): Promise<{ ids: string[]; cursor: string | null }> {
    const page = await api(listTasks, { view, limit: 100, ...(cursor ? { cursor } : {}) });
    tasks.upsertAll(page.items);
    names.value = { ...names.value, ...page.names };
    return { ids: page.items.map((task) => task.id), cursor: page.cursor };
  }
  const take = (task: Task) => {
    tasks.upsert(task);
    return task;
  };
  const now = () => new Date().toISOString();
  return {
    tasks,
    names,
    load,
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    create: async (input: InputOf<typeof createTask>) => take(await send(createTask, input)),
    edit: async (input: InputOf<typeof editTask>) => take(await send(editTask, input)),
    done: async (task: Task) =>
      take(
        await optimistic(finishTask, { taskId: task.id, version: task.version }, { id: task.id, patch: { state: 'done', endedAt: now() } }),
      ),
    drop: async (task: Task, reason: string) => take(await send(dropTask, { taskId: task.id, version: task.version, reason })),
    reopen: async (task: Task) => take(await send(reopenTask, { taskId: task.id, version: task.version })),
    mine: async (task: Task) => take(await send(takeTask, { taskId: task.id, version: task.version })),
    heard: async (task: Task) => take(await send(acknowledgeTask, { taskId: task.id })),
  };
});
