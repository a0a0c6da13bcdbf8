import { Ref } from '../models/base.js';

/** Durable events of the demo feature: type → payload schema. */
export const demoEvents = {
  /** Demo data came or went as a whole: every console fetches its open views anew. */
  'demo-data.changed': Ref,
} as const;
