import type { Conference } from '../model/conference.js';
import type { Network } from '../network.js';
import { reportConference } from '../webhooks/conference-events.js';

/**
 * Starts a room when there are two in it and one of them may start it; the waiting music stops. By fault the event is sent too
 * early (at the first join) or never, as has been seen at Twilio, so nobody should build on it.
 */
export function startIfReady(net: Network, conference: Conference): void {
  const inside = [...conference.participants.values()].filter((participant) => participant.joined);
  const ready = inside.length >= 2 && inside.some((participant) => participant.startOnEnter);
  const subject = { conference: conference.name };
  if (!ready) {
    if (!conference.announcedStart && net.faults.strike('conference-start-early', subject)) announce(net, conference);
    return;
  }
  if (conference.status !== 'init') return;
  conference.status = 'in-progress';
  conference.updatedAt = net.clock.now();
  for (const participant of inside) if (!participant.hold) participant.music?.interrupt({ kind: 'stop' });
  if (!conference.announcedStart && !net.faults.strike('conference-start-missing', subject)) announce(net, conference);
}

function announce(net: Network, conference: Conference): void {
  conference.announcedStart = true;
  reportConference(net, conference, { name: 'conference-start' });
}
