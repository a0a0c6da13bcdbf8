import { t } from './i18n';

const CODES = ['AUTO-NB', 'answered', 'abandoned', 'short-abandoned', 'flow-out'] as const;

/** The outcome of a contact as people read it: what somebody chose or wrote stands as it is, what the product noted is said in the reader's language. */
export function outcomeText(outcome: string): string {
  const code = CODES.find((one) => one === outcome);
  return code ? t(`callOutcome.${code}`) : outcome;
}
