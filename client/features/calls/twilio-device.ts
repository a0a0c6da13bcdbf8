import type { Call, Device } from '@twilio/voice-sdk';
import type { DeviceEvents, VoiceDevice } from './voice-device';

/** Twilio's telephone in the browser, loaded only when a real account is connected. "Connected" for people comes from our server's join events, not from here. */
export class TwilioDevice implements VoiceDevice {
  readonly #device: Device;
  readonly #events: DeviceEvents;
  #call: Call | null = null;
  private constructor(device: Device, events: DeviceEvents) {
    this.#device = device;
    this.#events = events;
    // An error of one call ends that call and says nothing about the next. After any other (a token that ended behind a closed lid) a new device is due.
    device.on('error', (error: { message?: string }, call?: Call) => {
      if (call) return;
      events.onReady(false, error.message ?? 'error');
      events.onBroken();
    });
  }
  /**
   * Loads the SDK and makes sure of the microphone. It never registers: offers ring by our own socket, and the phone only dials in.
   * Rejects when the browser refuses.
   */
  static async open(token: string, edge: string | null, events: DeviceEvents): Promise<TwilioDevice> {
    const sdk = await import('@twilio/voice-sdk');
    const device = new sdk.Device(token, { closeProtection: true, allowIncomingWhileBusy: false, ...(edge ? { edge } : {}) });
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of microphone.getTracks()) track.stop();
    const opened = new TwilioDevice(device, events);
    events.onReady(true, null);
    return opened;
  }
  async connect(params: Record<string, string>): Promise<void> {
    const call = await this.#device.connect({ params });
    this.#call = call;
    call.on('accept', () => this.#events.onConnected());
    call.on('reconnecting', () => this.#events.onAudio(true));
    call.on('reconnected', () => this.#events.onAudio(false));
    const ended = () => {
      if (this.#call !== call) return;
      this.#call = null;
      this.#events.onDisconnected();
    };
    for (const name of ['disconnect', 'cancel', 'reject', 'error']) call.on(name, ended);
  }
  mute(isMuted: boolean): void {
    this.#call?.mute(isMuted);
  }
  digits(digits: string): void {
    this.#call?.sendDigits(digits);
  }
  hangUp(): void {
    this.#call?.disconnect();
  }
  refresh(token: string): void {
    this.#device.updateToken(token);
  }
  close(): void {
    this.#device.destroy();
  }
}
