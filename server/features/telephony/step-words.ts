import type { StepFact, TelephonyStep } from '../../../shared/models/telephony.js';
import type { CarrierFailure } from '../../adapters/telephony/port.js';

/** English for `npm run doctor` and the log; the console says the same in the reader's language (`settings.stepFact`). */
const WORDS: Record<StepFact['id'], string> = {
  'bad-credentials': 'The carrier does not accept these credentials.',
  refused: 'The carrier refuses: {message}',
  'too-many-requests': 'The carrier has had too many requests; try again in a minute.',
  'not-known': 'The carrier does not know it.',
  'carrier-unreachable': 'The carrier could not be reached: {message}',
  'needs-https': '{url}: Twilio needs https.',
  'no-public-url': 'No public address: set PUBLIC_URL to the https address at which the carrier reaches this server.',
  redirects: '{url} redirects; a redirected callback loses its content. Set PUBLIC_URL to the final address.',
  answers: '{url} answers {status}.',
  unreachable: '{url} cannot be reached: {message}',
  'signature-refused': '{url} refuses a correctly signed callback: the public address differs from the one the proxy passes on.',
  'clock-off': "This machine's clock is off by {seconds} s. Synchronise it (NTP).",
  'no-number': 'The account has no telephone number yet.',
  'numbers-here': '{ours} of {total} numbers lead to this installation.',
  'no-caller-number': 'The account has no number to call from.',
  'not-unsealed': 'The credentials could not be unsealed.',
  unexpected: 'Something unexpected happened; the log has it.',
};

/** What a step found, in words for the log and as a fact for the console. `about`: what it was about, put before. */
export function says(id: StepFact['id'], values: Record<string, string> = {}, about?: string): Pick<TelephonyStep, 'detail' | 'fact'> {
  const words = WORDS[id].replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
  return { detail: about === undefined ? words : `${about}: ${words}`, fact: { id, values, ...(about === undefined ? {} : { about }) } };
}

/** A carrier's failure in words for an administrator. What the carrier itself says stays in its language. */
export function failureSays(failure: CarrierFailure, about?: string): Pick<TelephonyStep, 'detail' | 'fact'> {
  switch (failure.kind) {
    case 'config-error':
      return failure.code === 20003 ? says('bad-credentials', {}, about) : says('refused', { message: failure.message }, about);
    case 'rate-limited':
      return says('too-many-requests', {}, about);
    case 'not-found':
      return says('not-known', {}, about);
    case 'invalid-state':
      return says('refused', { message: failure.message }, about);
    default:
      return says('carrier-unreachable', { message: failure.message }, about);
  }
}
