import * as z from 'zod/mini';
import { Language } from './base.js';

const fields = {
  /** Language of texts that nobody's own language decides. */
  language: Language,
  /** IANA zone of every "today" that nobody's own zone decides. */
  timeZone: z.string().check(z.minLength(1), z.maxLength(64)),
  /** ISO 3166 country that numbers without a country code belong to. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  companyName: z.string().check(z.maxLength(120)),
  /** Letters before every ticket number, may be empty. */
  ticketPrefix: z.string().check(z.regex(/^[A-Z]{0,4}$/)),
  /** Digits of a ticket number at least, check digit included. */
  ticketWidth: z.int().check(z.minimum(4), z.maximum(12)),
  /** A task that rang passes to the team when its owner has not answered after these minutes. */
  taskSilentMinutes: z.int().check(z.minimum(1), z.maximum(240)),
  /** What happens to a mail that quotes the number of a ticket its writer never had to do with: a new ticket with a hint, or it joins. */
  mailStrangers: z.enum(['new-with-hint', 'join']),
  /** Mail servers inside our own network (loopback, private addresses) may be used. Off: nobody reaches our machines through a mail setting. */
  mailMayUseInternalHosts: z.boolean(),
  /** Whether demo data is present, so that it can be removed with one click. */
  hasDemoData: z.boolean(),
};

/** Settings of the whole installation. */
export const Settings = z.object(fields);
export type Settings = z.infer<typeof Settings>;
/** Some of the settings: what an edit sends. */
export const SettingsPatch = z.partial(Settings);

/** What holds while nobody has set a key. */
export const settingsDefaults: Settings = {
  language: 'de',
  timeZone: 'Europe/Berlin',
  country: 'DE',
  companyName: '',
  ticketPrefix: '',
  ticketWidth: 5,
  taskSilentMinutes: 5,
  mailStrangers: 'new-with-hint',
  mailMayUseInternalHosts: false,
  hasDemoData: false,
};

/** The settings as they travel: one versioned thing. */
export const SettingsModel = z.object({ id: z.string(), version: z.int(), settings: Settings });
export type SettingsModel = z.infer<typeof SettingsModel>;
