import type en from './messages.en.json';

declare module '../../core/i18n/schema' {
  interface FeatureMessages {
    sla: typeof en;
  }
}
