import { InteractionEntity } from './interaction.entity.js';

/** Entities of the history feature, for the data source and the drift test. */
export const historyEntities = [InteractionEntity] as const;
