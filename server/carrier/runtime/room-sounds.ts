import type { Sound } from '../../../shared/carrier-device.js';
import type { HttpMethod } from '../model/call.js';
import { isOver } from '../model/call.js';
import type { Conference, Participant } from '../model/conference.js';
import { type Network, play } from '../network.js';
import { DocumentFailure } from '../twiml/document.js';
import { fromUrl } from '../twiml/source.js';
import { notify } from '../webhooks/notify.js';
import { Interrupted } from './run.js';

/** What is played to one participant alone. */
export interface RoomMusic {
  /** Undefined: the carrier's own music. Empty: silence. */
  url: string | undefined;
  method: HttpMethod;
  event: 'conference' | 'hold' | 'announce';
}

/**
 * Plays a document to one participant, instead of whatever was playing. In rooms a wait document is not asked again: when it ends there is silence.
 * Resolves to false when the document could not be played; never throws.
 */
export async function playInRoom(net: Network, participant: Participant, music: RoomMusic): Promise<boolean> {
  participant.music?.interrupt({ kind: 'stop' });
  const { call } = participant;
  if (!participant.run || music.url === '') return true;
  if (music.url === undefined) {
    play(net, call, { kind: 'play', url: '', loop: 0 });
    return true;
  }
  const side = participant.run.child();
  participant.music = side;
  try {
    await side.interpret(side, fromUrl(music.url, music.method, { family: 'wait', event: music.event }));
  } catch (error) {
    if (error instanceof DocumentFailure) {
      notify(net, { code: error.code, text: error.message, callSid: call.sid, url: music.url });
      return false;
    }
    if (!(error instanceof Interrupted)) throw error;
    return true;
  } finally {
    side.interrupt({ kind: 'stop' });
  }
  if (!isOver(call)) play(net, call, { kind: 'silence' });
  return true;
}

/** Lets everybody else in the room hear what one of them says or presses. */
export function soundInRoom(net: Network, speaker: Participant, heard: { sound: Sound; by: (listener: Participant) => boolean }): void {
  for (const listener of speaker.conference.participants.values()) {
    if (listener !== speaker && listener.joined && heard.by(listener)) play(net, listener.call, heard.sound);
  }
}

/** Everybody now in the room. */
export function insideOf(conference: Conference): Participant[] {
  return [...conference.participants.values()].filter((participant) => participant.joined);
}
