/** Error codes of the tasks feature and their HTTP status. */
export const taskErrors = {
  /** The due text was not understood; details carry the `reason`. */
  DUE_NOT_UNDERSTOOD: 422,
  /** The task is done or dropped. */
  TASK_ENDED: 409,
} as const;
