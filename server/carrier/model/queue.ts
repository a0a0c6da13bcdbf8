import type { Call } from './call.js';

/** How a caller left a queue, in the words of `QueueResult`. */
export type QueueResult =
  | 'bridged'
  | 'bridging-in-process'
  | 'error'
  | 'hangup'
  | 'leave'
  | 'redirected'
  | 'redirected-from-bridged'
  | 'queue-full'
  | 'system-error';

/** One caller waiting. */
export interface QueueEntry {
  readonly call: Call;
  readonly queue: Queue;
  readonly enteredAt: number;
  /** Ends the waiting inside the Enqueue verb. */
  release?: (how: Release) => void;
  /** Set while a `<Dial><Queue>` holds this caller: it is no longer a member for anybody else. */
  claimed: boolean;
}

/** `leave`: the wait document said so; `bridged`: `<Dial><Queue>` takes the caller and resolves `over` when they are done. */
export type Release = { result: 'leave' | 'error' } | { result: 'bridged'; over: Promise<void> };

/** A place to wait. Members are in order of arrival. */
export interface Queue {
  readonly sid: string;
  readonly createdAt: number;
  friendlyName: string;
  updatedAt: number;
  maxSize: number;
  readonly members: QueueEntry[];
  /** Waiting seconds of the callers that left, for the average. */
  readonly waits: number[];
  /** `<Dial><Queue>` verbs waiting for a caller. */
  readonly takers: (() => void)[];
}
