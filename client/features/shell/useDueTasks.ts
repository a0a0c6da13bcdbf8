import { useRouter } from 'vue-router';
import { useSession } from '../../core/session.store';
import { onEvent } from '../../core/sync';
import { announce } from '../../core/useAnnounce';
import { play } from '../../core/useSound';
import { offerUndo } from '../../core/useUndo';
import { useCalls } from '../calls/calls.store';

const SHOWN_MS = 20_000;

/** Tasks and promises ring at their hour: a tap and a line that stays a while; softer while a voice is on the line. */
export function useDueTasks(): void {
  const session = useSession();
  const calls = useCalls();
  const router = useRouter();
  onEvent('task.due', (task) => {
    if ('gone' in task || (task.ownerId !== null && task.ownerId !== session.account?.id)) return;
    const isTalking = calls.mine !== null && calls.mine.state !== 'WRAPUP';
    play(isTalking ? 'tick' : 'due', isTalking ? 0.25 : 1);
    announce(task.what);
    offerUndo(task.what, { lasts: SHOWN_MS, undo: () => router.push({ path: '/tasks/mine', query: { task: task.id } }) });
  });
}
