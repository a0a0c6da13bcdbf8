/** Durable events of the calls feature: type → payload schema. */
export const callEvents = {} as const;
