/** Durable events of the people feature: type → payload schema. */
export const peopleEvents = {} as const;
