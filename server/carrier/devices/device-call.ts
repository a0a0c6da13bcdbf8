import { EventEmitter } from 'node:events';
import type { DeviceEvent, DeviceRequest, Sound } from '../../../shared/carrier-device.js';

/** Where a call's requests go. */
export interface DeviceLine {
  send(request: DeviceRequest): void;
}

interface DeviceCallEvents {
  accept: [];
  hear: [Sound];
  mute: [boolean];
  disconnect: [string];
}

/** One call of a device client. */
export class DeviceCall extends EventEmitter<DeviceCallEvents> {
  /** Everything heard so far, oldest first. */
  readonly heard: Sound[] = [];
  /** Resolves when the leg is up; rejects when it ends before. */
  readonly accepted: Promise<void>;
  /** Resolves with the reason when the leg is over. */
  readonly ended: Promise<string>;
  isMuted = false;

  constructor(
    readonly line: DeviceLine,
    readonly sid: string,
    readonly params: Readonly<Record<string, string>>,
  ) {
    super();
    this.accepted = new Promise((resolve, reject) => {
      this.once('accept', () => resolve());
      this.once('disconnect', (reason) => reject(new Error(`Call ended before it was up: ${reason}`)));
    });
    // Not everybody waits for it; a refusal nobody waits for is no crash.
    this.accepted.catch(() => undefined);
    this.ended = new Promise((resolve) => this.once('disconnect', resolve));
  }

  /** Takes an incoming call. */
  accept(): void {
    this.line.send({ type: 'accept', callSid: this.sid });
  }

  /** Refuses an incoming call. */
  reject(): void {
    this.line.send({ type: 'reject', callSid: this.sid });
  }

  /** Hangs up. */
  disconnect(): void {
    this.line.send({ type: 'disconnect', callSid: this.sid });
  }

  /** Mutes the microphone, or opens it again. */
  mute(muted: boolean): void {
    this.line.send({ type: 'mute', callSid: this.sid, muted });
  }

  /** Presses keys. */
  sendDigits(digits: string): void {
    this.line.send({ type: 'digits', callSid: this.sid, digits });
  }

  /** Says something. */
  speak(text: string): void {
    this.line.send({ type: 'speak', callSid: this.sid, text });
  }

  /** Takes an event of this call from the carrier. */
  take(event: DeviceEvent): void {
    if (event.type === 'accept') this.emit('accept');
    if (event.type === 'mute') {
      this.isMuted = event.muted;
      this.emit('mute', event.muted);
    }
    if (event.type === 'hear') {
      this.heard.push(event.sound);
      this.emit('hear', event.sound);
    }
  }

  /** The call is over. */
  end(reason: string): void {
    this.emit('disconnect', reason);
  }
}
