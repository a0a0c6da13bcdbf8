import { isHard, reasonOf } from './reason.js';
import { derivedStatus, statusOf } from './status.js';

/** What a mail server's refusal means, in the words of bounce reports. `hard`: the address will not work by trying again. */
export function judgeRefusal(answer: string): { status: string | null; reason: string; hard: boolean } {
  const said = statusOf({ given: null, diagnostic: answer });
  const reason = reasonOf(answer, said);
  const status = said ?? derivedStatus(reason, answer);
  return { status, reason, hard: isHard(reason, status) };
}
