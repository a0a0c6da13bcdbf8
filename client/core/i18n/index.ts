import { computed, nextTick } from 'vue';
import { createI18n, type I18n } from 'vue-i18n';
import type { MessageKey } from './schema';

/** Languages the console speaks; `pseudo` is for finding texts that were not translated or do not fit. */
export const LOCALES = ['de', 'en', 'pseudo'] as const;
export type Locale = (typeof LOCALES)[number];

const STORAGE = 'ringback.locale';
type Loader = () => Promise<{ default: Record<string, never> }>;
const loaders: Record<Locale, { frame: Loader; screens: Loader }> = {
  de: { frame: () => import('virtual:messages/de'), screens: () => import('virtual:messages/de/screens') },
  en: { frame: () => import('virtual:messages/en'), screens: () => import('virtual:messages/en/screens') },
  pseudo: { frame: () => import('virtual:messages/pseudo'), screens: () => import('virtual:messages/pseudo/screens') },
};

const i18n: I18n<Record<string, never>, Record<string, never>, Record<string, never>, string, false> = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: false,
  missingWarn: import.meta.env.DEV,
  messages: {},
});

/** True for one of our language codes. */
export function isLocale(value: string | null | undefined): value is Locale {
  return (LOCALES as readonly (string | null | undefined)[]).includes(value);
}

/** The language to start with: what was chosen on this machine, else the browser's, else English. */
export function preferredLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(STORAGE);
  if (isLocale(asked)) return asked;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('de')) ? 'de' : 'en';
}

const complete = new Map<Locale, Promise<void>>();

/** The texts of all screens in the language shown, for a route that may need them. Throws when they cannot be fetched; then asking again tries again. */
export function screenTexts(locale: Locale = currentLocale.value): Promise<void> {
  const loading =
    complete.get(locale) ?? loaders[locale].screens().then(({ default: texts }) => i18n.global.mergeLocaleMessage(locale, texts));
  complete.set(locale, loading);
  loading.catch(() => complete.delete(locale));
  return loading;
}

/**
 * Loads a language and switches to it; resolves when it is on the screen. At the start the frame's texts are enough, a later switch brings the
 * screens' along. Throws when they cannot be fetched.
 */
export async function setLocale(locale: Locale, needs: 'frame' | 'all' = 'all'): Promise<void> {
  const composer = i18n.global;
  if (!composer.availableLocales.includes(locale)) composer.setLocaleMessage(locale, (await loaders[locale].frame()).default);
  if (needs === 'all') await screenTexts(locale);
  composer.locale.value = locale;
  document.documentElement.lang = locale === 'pseudo' ? 'en' : locale;
  localStorage.setItem(STORAGE, locale);
  await nextTick();
}

/** The Vue plugin. */
export const i18nPlugin = i18n;

/** The language on the screen, reactive. */
export const currentLocale = computed<Locale>(() => {
  const value = i18n.global.locale.value;
  return isLocale(value) ? value : 'en';
});

/** The BCP 47 tag to format numbers and dates with. */
export const intlTag = computed(() => (currentLocale.value === 'de' ? 'de-DE' : 'en-GB'));

type Params = Record<string, string | number>;

/** One text. Reactive when read in a render or a computed. */
export function t(key: MessageKey, params: Params = {}): string {
  return i18n.global.t(key, params);
}

/** One text with a count: `{n}` is the count, the variants are parted by `|` (zero | one | many, or one | many). */
export function tn(key: MessageKey, count: number, params: Params = {}): string {
  return i18n.global.t(key, { n: count, count, ...params }, count);
}
