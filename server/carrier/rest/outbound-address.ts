import type { Network } from '../network.js';
import { RestError } from '../rest-error.js';
import { field, type RestRequest } from './rest-request.js';

/** Twilio's magic test numbers that refuse as `To`. */
const MAGIC_TO: Record<string, number> = { '+15005550001': 21217, '+15005550002': 21214, '+15005550003': 21215, '+15005550004': 21216 };
/** Magic numbers as `From`: one is invalid, one is always allowed. */
const MAGIC_INVALID_FROM = '+15005550001';
const MAGIC_ALLOWED_FROM = '+15005550006';

/** Who calls whom. `params` are those after `?` in a `client:` address. */
export interface OutboundParties {
  from: string;
  to: string;
  params: Record<string, string>;
}

/** Checks `From` and `To` of a leg to be made. Throws 21201, 21213, 21210, 21212, 21217, … as Twilio does. */
export function outboundParties(net: Network, request: RestRequest): OutboundParties {
  const to = field(request, 'To') ?? '';
  const from = field(request, 'From') ?? '';
  if (to === '') throw new RestError(21201);
  if (from === '') throw new RestError(21213);
  checkFrom(net, from);
  const magic = MAGIC_TO[to];
  if (magic !== undefined) throw new RestError(magic);
  if (/^(client|sip|app):./.test(to)) {
    const [address = '', query = ''] = to.split('?');
    return { from, to: to.startsWith('client:') ? address : to, params: Object.fromEntries(new URLSearchParams(query)) };
  }
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new RestError(21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  return { from, to, params: {} };
}

function checkFrom(net: Network, from: string): void {
  if (from === MAGIC_INVALID_FROM) throw new RestError(21212, `Invalid From Number (caller ID): ${from}`);
  if (/^(client|sip):./.test(from) || from === MAGIC_ALLOWED_FROM) return;
  if (!/^\+?\d{3,15}$/.test(from)) throw new RestError(21212, `Invalid From Number (caller ID): ${from}`);
  const owned = [...net.numbers.values()].some((number) => number.phoneNumber === from);
  if (!owned || net.faults.strike('number-unowned', { from })) {
    throw new RestError(21210, `The source phone number provided, ${from}, is not yet verified for your account.`);
  }
}
