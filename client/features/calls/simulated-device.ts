import type { DeviceEvent, DeviceRequest, Sound } from '../../../shared/carrier-device';
import { currentLocale } from '../../core/i18n';
import type { DeviceEvents, VoiceDevice } from './voice-device';

const RETRY_MS = 1000;

/** The simulator's telephone: the caller's script is spoken by the browser's own voice. Survives a broken socket: the leg lives on for a second. */
export class SimulatedDevice implements VoiceDevice {
  readonly #events: DeviceEvents;
  readonly #retryMs: number;
  #token: string;
  #socket: WebSocket | null = null;
  readonly #instance = crypto.randomUUID();
  #callSid: string | null = null;
  #waiting: DeviceRequest[] = [];
  #isClosed = false;
  /** The socket a connection was asked for on; null once answered, or while the asking still waits for a socket. */
  #askedOn: WebSocket | null = null;
  #settle: { resolve: () => void; reject: (error: Error) => void } | null = null;
  /** `retryMs`: how long to wait before a broken line is opened again. */
  constructor(token: string, events: DeviceEvents, retryMs = RETRY_MS) {
    this.#retryMs = retryMs;
    this.#token = token;
    this.#events = events;
    this.#open();
  }
  connect(params: Record<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#askedOn = this.#socket?.readyState === WebSocket.OPEN ? this.#socket : null;
      this.#send({ type: 'connect', request: crypto.randomUUID(), params });
    });
  }
  mute(muted: boolean): void {
    if (this.#callSid) this.#send({ type: 'mute', callSid: this.#callSid, muted });
  }
  digits(digits: string): void {
    if (this.#callSid) this.#send({ type: 'digits', callSid: this.#callSid, digits });
  }
  hangUp(): void {
    if (this.#callSid) this.#send({ type: 'disconnect', callSid: this.#callSid });
  }
  refresh(token: string): void {
    this.#token = token;
    this.#send({ type: 'refresh', token });
  }
  close(): void {
    this.#isClosed = true;
    globalThis.speechSynthesis?.cancel();
    this.#socket?.close();
  }
  #open(): void {
    const url = new URL('/carrier/device', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: 'hello', token: this.#token, instance: this.#instance } satisfies DeviceRequest));
      for (const request of this.#waiting.splice(0)) this.#send(request);
    };
    socket.onmessage = (message: MessageEvent<string>) => this.#take(JSON.parse(message.data) as DeviceEvent);
    socket.onclose = () => {
      this.#events.onReady(false, 'connection');
      if (!this.#isClosed) setTimeout(() => !this.#isClosed && this.#open(), this.#retryMs);
    };
  }
  #send(request: DeviceRequest): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(request));
    else this.#waiting.push(request);
  }
  #take(event: DeviceEvent): void {
    // It never registers: offers ring by our own socket, and the phone only dials in.
    if (event.type === 'ready') this.#back(event.calls);
    else if (event.type === 'connecting') this.#callSid = event.callSid;
    else if (event.type === 'accept') this.#accepted(event.callSid);
    else if (event.type === 'disconnect' || event.type === 'cancel') this.#ended(event.callSid);
    else if (event.type === 'hear') hear(event.sound);
    else if (event.type === 'error') this.#failed(event.message);
  }
  /** On the line again: a call the carrier no longer knows ended meanwhile, and what was asked on a line that broke gets no answer. */
  #back(calls: readonly string[]): void {
    if (this.#callSid !== null && !calls.includes(this.#callSid)) this.#ended(this.#callSid);
    if (this.#callSid === null && this.#askedOn !== null && this.#askedOn !== this.#socket) this.#failed('the line was lost');
    this.#events.onReady(true, null);
  }
  #accepted(callSid: string): void {
    this.#callSid = callSid;
    this.#settle?.resolve();
    this.#settle = null;
    this.#askedOn = null;
    this.#events.onConnected();
  }
  #ended(callSid: string): void {
    if (callSid !== this.#callSid) return;
    this.#callSid = null;
    globalThis.speechSynthesis?.cancel();
    this.#settle?.reject(new Error('the line was closed'));
    this.#settle = null;
    this.#askedOn = null;
    this.#events.onDisconnected();
  }
  #failed(message: string): void {
    this.#settle?.reject(new Error(message));
    this.#settle = null;
    this.#askedOn = null;
  }
}

/** Speaks what the other side says. Without a voice in this browser the words are simply not heard; the call goes on. */
function hear(sound: Sound): void {
  const voice = globalThis.speechSynthesis;
  if (!voice || (sound.kind !== 'speech' && sound.kind !== 'say')) return;
  const words = new SpeechSynthesisUtterance(sound.text);
  words.lang = sound.kind === 'say' ? sound.language : currentLocale.value === 'de' ? 'de-DE' : 'en-GB';
  voice.speak(words);
}
