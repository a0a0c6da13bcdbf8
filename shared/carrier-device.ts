/**
 * The words spoken on the carrier simulator's device socket (`/device`), by the browser's simulated phone, by the Node
 * device client and by the simulator. One JSON object per WebSocket message. `docs/carrier.md` tells the order of things.
 */

/** Something the person at a phone hears. `play` with an empty `url` is the carrier's own music. */
export type Sound =
  | { kind: 'say'; text: string; language: string; voice: string }
  | { kind: 'play'; url: string; loop: number }
  | { kind: 'speech'; text: string; from: string }
  | { kind: 'tones'; digits: string }
  | { kind: 'ringback' }
  | { kind: 'silence' };

/** Sent by a device. `hello` comes first and proves who it is; `instance` names one page load, so a broken socket can resume. */
export type DeviceRequest =
  | { type: 'hello'; token: string; instance: string }
  | { type: 'refresh'; token: string }
  | { type: 'register' }
  | { type: 'unregister' }
  | { type: 'connect'; request: string; params: Record<string, string> }
  | { type: 'accept'; callSid: string }
  | { type: 'reject'; callSid: string }
  | { type: 'disconnect'; callSid: string }
  | { type: 'mute'; callSid: string; muted: boolean }
  | { type: 'digits'; callSid: string; digits: string }
  | { type: 'speak'; callSid: string; text: string };

/** Sent by the simulator. `accept` means the leg is up, not that somebody is on the other side of it. */
export type DeviceEvent =
  | { type: 'ready'; identity: string; calls: string[] }
  | { type: 'registered' }
  | { type: 'unregistered' }
  | { type: 'token-will-expire'; inMs: number }
  | { type: 'connecting'; request: string; callSid: string }
  | { type: 'incoming'; callSid: string; from: string; to: string; params: Record<string, string> }
  | { type: 'accept'; callSid: string }
  | { type: 'cancel'; callSid: string }
  | { type: 'disconnect'; callSid: string; reason: string }
  | { type: 'mute'; callSid: string; muted: boolean }
  | { type: 'hear'; callSid: string; sound: Sound }
  | { type: 'error'; code: number; message: string; request?: string };
