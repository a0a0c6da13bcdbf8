import { defineStore } from 'pinia';
import { ref } from 'vue';
import { voiceToken } from '../../../shared/contract/telephony';
import { api } from '../../core/api';
import { isSoundUnlocked, unlockSound } from '../../core/useSound';
import { usePresence } from '../agents/presence.store';
import { SimulatedDevice } from './simulated-device';
import type { VoiceDevice } from './voice-device';

const REFRESH_BEFORE_MS = 5 * 60_000;

/** This tab's telephone. Of several tabs one holds it, by a lock of the browser that passes on when that tab goes. */
export const useVoice = defineStore('voice', () => {
  const presence = usePresence();
  const isLeader = ref(false);
  const isReady = ref(false);
  const isConnected = ref(false);
  const audioLostSince = ref<number | null>(null);
  const problem = ref<string | null>(null);
  let device: VoiceDevice | null = null;
  let release: (() => void) | null = null;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;

  const events = {
    onReady(ready: boolean, reason: string | null) {
      isReady.value = ready;
      problem.value = reason;
      void report();
    },
    onConnected() {
      isConnected.value = true;
    },
    onDisconnected() {
      isConnected.value = false;
      audioLostSince.value = null;
    },
    onAudio(isLost: boolean) {
      audioLostSince.value = isLost ? Date.now() : null;
    },
  };
  /** Says to the server whether a call put to this tab would be heard. */
  async function report(): Promise<void> {
    if (isLeader.value) await presence.sound(isReady.value && isSoundUnlocked()).catch(() => undefined);
  }
  async function open(): Promise<void> {
    const { kind, token, edge, expiresAt } = await api(voiceToken, {});
    if (kind === 'none') return events.onReady(false, 'no-carrier');
    if (kind === 'twilio') {
      const { TwilioDevice } = await import('./twilio-device');
      device = await TwilioDevice.open(token, edge, events);
    } else device = new SimulatedDevice(token, events);
    refreshTimer = setTimeout(() => void refresh(), Math.max(30_000, Date.parse(expiresAt) - Date.now() - REFRESH_BEFORE_MS));
  }
  async function refresh(): Promise<void> {
    const { token, expiresAt } = await api(voiceToken, {});
    device?.refresh(token);
    refreshTimer = setTimeout(() => void refresh(), Math.max(30_000, Date.parse(expiresAt) - Date.now() - REFRESH_BEFORE_MS));
  }
  /** Takes the telephone when no other tab has it, and again when that one goes. */
  function start(): void {
    if (release) return;
    void navigator.locks.request('ringback.phone', async () => {
      isLeader.value = true;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await unlockSoundQuietly();
      await open().catch((error: unknown) => events.onReady(false, error instanceof Error ? error.message : 'unknown'));
      await held;
    });
    // The first key or click after a reload gives the sound back; only then is the agent reachable again.
    const unlock = () => void unlockSoundQuietly().then(report);
    window.addEventListener('pointerdown', unlock, { once: true });
    window.addEventListener('keydown', unlock, { once: true });
  }
  async function unlockSoundQuietly(): Promise<boolean> {
    // A locked context answers its resume only at the next click: do not wait for that.
    return Promise.race([
      unlockSound().catch(() => false),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(isSoundUnlocked()), 300)),
    ]);
  }
  return {
    isLeader,
    isReady,
    isConnected,
    audioLostSince,
    problem,
    start,
    report,
    unlock: async () => {
      await unlockSoundQuietly();
      await report();
    },
    connect: async (params: Record<string, string>) => {
      if (!device) throw new Error('this tab has no telephone');
      await device.connect(params);
    },
    hangUp: () => device?.hangUp(),
    stop() {
      clearTimeout(refreshTimer);
      device?.close();
      device = null;
      isLeader.value = false;
      isReady.value = false;
      release?.();
      release = null;
    },
  };
});
