/** Durable events of the settings feature: type → payload schema. */
export const settingsEvents = {} as const;
