import type { Sound } from '../../../shared/carrier-device.js';
import type { Call } from '../model/call.js';
import { type Network, play } from '../network.js';
import { isHeardBy, roomChanged } from './conferences.js';
import { soundInRoom } from './room-sounds.js';

/** The person at the far end presses keys: a listening Gather takes them, else the others on the line hear tones. */
export function pressDigits(net: Network, call: Call, digits: string): void {
  net.trace.add('digits', call.sid, { digits });
  for (const digit of digits) {
    const listener = call.keypad.at(-1);
    if (listener) listener(digit);
    else if (digit !== 'w') heardByOthers(net, call, { kind: 'tones', digits: digit });
  }
}

/** The person at the far end says something: a listening Gather takes it, else the others on the line hear it. */
export function speak(net: Network, call: Call, text: string): void {
  net.trace.add('speech', call.sid, { text });
  const listener = call.ears.at(-1);
  if (listener) listener(text);
  else heardByOthers(net, call, { kind: 'speech', text, from: call.from });
}

/** The person at the far end mutes their own microphone; Twilio is not told, but nobody hears them. */
export function muteMicrophone(net: Network, call: Call, isMuted: boolean): void {
  call.muted = isMuted;
  net.trace.add('microphone', call.sid, { muted: isMuted });
  if (call.place.kind === 'conference') roomChanged(net, call.place.participant.conference);
}

function heardByOthers(net: Network, call: Call, sound: Sound): void {
  const { place } = call;
  if (place.kind === 'bridge' && !call.muted) play(net, place.peer, sound);
  if (place.kind !== 'conference') return;
  const speaker = place.participant;
  soundInRoom(net, speaker, { sound, by: (listener) => isHeardBy(speaker, listener) });
}
