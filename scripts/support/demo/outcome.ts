import type { activeCall } from '../../../shared/contract/calls.js';
import type { NextStep } from '../../../shared/models/calls.js';
import type { Disposition } from '../../../shared/models/queues.js';
import type { OutputOf } from '../../../shared/operation.js';
import type { DemoDesk } from './colleague.js';
import { promises, subjects } from './texts.js';

/** How often each digit is pressed, of a hundred. */
const WEIGHTS: Record<number, number> = { 1: 40, 2: 14, 3: 24, 4: 12, 7: 6, 8: 4 };

function pick<T>(all: readonly T[], { luck }: DemoDesk): T | undefined {
  return all[luck.between(0, all.length - 1)];
}

function pressed(desk: DemoDesk): Disposition | undefined {
  let left = desk.luck.next() * Object.values(WEIGHTS).reduce((sum, weight) => sum + weight);
  for (const disposition of desk.dispositions) {
    left -= WEIGHTS[disposition.digit ?? 0] ?? 0;
    if (left < 0) return disposition;
  }
  return desk.dispositions[0];
}

/** What a colleague chooses after a call, with everything the choice requires. */
export function outcomeOf(mine: OutputOf<typeof activeCall>, desk: DemoDesk): { disposition: Disposition | undefined; nextStep: NextStep } {
  const disposition = pressed(desk);
  const nextStep: NextStep = {};
  if (mine.call?.ticketId === null) nextStep.ticketSubject = pick(subjects, desk) ?? null;
  if (disposition?.requires.includes('promise')) {
    const dueAt = new Date(Date.now() + desk.luck.between(20, 300) * 60_000).toISOString();
    nextStep.promise = { text: pick(promises, desk) ?? '', dueAt, ownerId: null };
  }
  return { disposition, nextStep };
}
