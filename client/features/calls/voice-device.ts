/** What the caller's side of the line is doing, as far as the device can tell. */
export interface DeviceEvents {
  /** The device can take calls, or cannot any more (and why). */
  onReady(isReady: boolean, reason: string | null): void;
  /** The device does not come back by itself: another is to be opened in its place. */
  onBroken(): void;
  /** The leg of the present call is up. */
  onConnected(): void;
  /** The leg of the present call ended, by whichever side. */
  onDisconnected(): void;
  /** Sound stopped while the leg is still up, or came back. */
  onAudio(isLost: boolean): void;
}

/**
 * A telephone in the browser: the real one and the simulated one look alike from here. It never rings by itself; it connects with the
 * one-use parameters that accepting an offer gave.
 */
export interface VoiceDevice {
  connect(params: Record<string, string>): Promise<void>;
  mute(isMuted: boolean): void;
  digits(digits: string): void;
  hangUp(): void;
  /** Takes a new access token before the old one ends. */
  refresh(token: string): void;
  close(): void;
}
