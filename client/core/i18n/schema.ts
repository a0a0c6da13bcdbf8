import type core from './messages.en.json';

/**
 * Messages of the features, by the name of their folder. Each feature adds its own in `messages.d.ts`:
 * `declare module '../../core/i18n/schema' { interface FeatureMessages { calls: typeof en } }`.
 */
export interface FeatureMessages {
  core: typeof core;
}

type Texts = typeof core & Omit<FeatureMessages, 'core'>;

type PathOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathOf<T[K]>}` }[keyof T & string];

/** Every text the console has, as a dotted path; a key that is not in the English file does not compile. */
export type MessageKey = PathOf<Texts>;
