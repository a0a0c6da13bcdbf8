/**
 * Waits for all of several things done in one transaction at once, and then throws the first failure: nothing of it goes on asking when the transaction
 * is rolled back and its connection is somebody else's.
 */
export async function together(doings: readonly Promise<unknown>[]): Promise<void> {
  for (const done of await Promise.allSettled(doings)) if (done.status === 'rejected') throw done.reason;
}
