import type { CallWork } from '../call-work.js';
import { reduceCallStatus } from './reduce-call-status.js';
import { reduceConference } from './reduce-conference.js';

/** A row of the inbox as it is worked out. */
export interface Receipt {
  id: string;
  family: 'call' | 'conference' | 'document';
  call_sid: string;
  call_id: string | null;
  visit: number;
  params: Record<string, string>;
  state: string;
  received_at: Date;
}

/** Works out one callback under its call's lock; answers with a word for the receipt. */
export async function reduceCallback(work: CallWork, receipt: Receipt): Promise<string> {
  return receipt.family === 'call' ? reduceCallStatus(work, receipt) : reduceConference(work, receipt);
}
