import type { Call } from '../model/call.js';
import type { Network } from '../network.js';
import { setTalking } from './call-lifecycle.js';

/** Lets two legs talk with each other, until the returned function is called. */
export function bridge(net: Network, one: Call, other: Call): () => void {
  one.place = { kind: 'bridge', peer: other };
  other.place = { kind: 'bridge', peer: one };
  net.oracle.settled(one);
  net.oracle.settled(other);
  net.trace.add('bridged', one.sid, { with: other.sid });
  setTalking(one, true);
  setTalking(other, true);
  return () => {
    for (const call of [one, other]) {
      if (call.place.kind !== 'bridge') continue;
      call.place = { kind: 'none' };
      setTalking(call, false);
    }
  };
}
