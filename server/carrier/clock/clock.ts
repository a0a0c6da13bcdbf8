/** A pending timer. Cancelling it twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

/** The only source of time in the carrier. All durations are milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch, on this clock. */
  now(): number;
  /** Calls `fire` once, `ms` milliseconds of this clock from now. */
  after(ms: number, fire: () => void): Timer;
}
