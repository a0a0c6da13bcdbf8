import type { Addresses } from './port.js';

/** Connection overrides travel as URL fragment and are not part of what is signed (voice.md §4). */
const TWIML_OVERRIDES = '#ct=2000&rt=6000&rc=2&rp=ct,rt,5xx';
const CALLBACK_OVERRIDES = '#rc=3&rp=ct,rt,5xx';

/** Address builders over the origin that the carrier reaches us at; the origin is asked for each time, because it may change at run time. */
export function addresses(origin: () => string): Addresses {
  const publicUrl = (path: string) => `${origin().replace(/\/+$/, '')}${path}`;
  return {
    publicUrl,
    twimlUrl: (path) => `${publicUrl(path)}${TWIML_OVERRIDES}`,
    callbackUrl: (path) => `${publicUrl(path)}${CALLBACK_OVERRIDES}`,
  };
}
