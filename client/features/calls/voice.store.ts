import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { voiceToken } from '../../../shared/contract/voice-token';
import { api, NetworkError } from '../../core/api';
import { tabId } from '../../core/socket';
import { isSoundUnlocked, unlockSound } from '../../core/useSound';
import { usePresence } from '../agents/presence.store';
import { SimulatedDevice } from './simulated-device';
import type { VoiceDevice } from './voice-device';

const REFRESH_BEFORE_MS = 5 * 60_000;
const HANDED_OVER_MS = 10_000;
const OPEN_AGAIN_MS = 2000;
const INSIST_MS = 1000;
const CHANNEL = 'ringback.phone';

/** Between the tabs of one agent: whoever answers may not be the tab with the telephone, so the key to the call is handed to that one. */
type TabMessage = { ask: string; params: Record<string, string> } | { answer: string; failure: string | null };

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
  let insistTimer: ReturnType<typeof setTimeout> | undefined;
  let reopenTimer: ReturnType<typeof setTimeout> | undefined;
  let tabs: BroadcastChannel | null = null;
  let opening: Promise<void> = Promise.resolve();
  let reporting: Promise<void> = Promise.resolve();
  const handedOver = new Map<string, (failure: string | null) => void>();
  /** Two tabs that answer at once bring the same key: it is used once. */
  let connecting: { key: string; done: Promise<void> } | null = null;

  const events = {
    onReady(ready: boolean, reason: string | null) {
      isReady.value = ready;
      problem.value = reason;
      void report();
    },
    onBroken() {
      if (device) openAnew(device);
    },
    onConnected() {
      isConnected.value = true;
    },
    onDisconnected() {
      isConnected.value = false;
      connecting = null;
      audioLostSince.value = null;
    },
    onAudio(isLost: boolean) {
      audioLostSince.value = isLost ? Date.now() : null;
    },
  };
  // The tab that rang is gone, on whichever machine, or the server began anew and knows of none, or believes of this one that it is dumb: it can ring, so
  // it says so, and says it again while it is not believed. An agent whom nobody rings would never learn why.
  watch([() => presence.mine?.leaderTabId, () => presence.mine?.reach], insist);
  function insist(): void {
    clearTimeout(insistTimer);
    const { leaderTabId, reach } = presence.mine ?? {};
    const isUnknown = leaderTabId === null || (leaderTabId === tabId && reach === 'no-device');
    if (isUnknown && isLeader.value && isReady.value && isSoundUnlocked()) insistTimer = setTimeout(() => void report(), INSIST_MS);
  }
  /** Says to the server whether a call put to this tab would be heard. One report after the other: an older one must not arrive as the last. */
  function report(): Promise<void> {
    reporting = reporting.then(reportNow);
    return reporting;
  }
  async function reportNow(): Promise<void> {
    if (!isLeader.value) return;
    await presence.sound(isReady.value && isSoundUnlocked()).catch(() => undefined);
    insist();
  }
  /** Opens the telephone, again and again while the server is away: a reload during its restart must not cost the phone. */
  async function openPatiently(): Promise<void> {
    for (;;) {
      try {
        return await open();
      } catch (error) {
        events.onReady(false, error instanceof Error ? error.message : 'unknown');
        if (!(error instanceof NetworkError) || !isLeader.value) return;
        await new Promise((resolve) => setTimeout(resolve, OPEN_AGAIN_MS));
      }
    }
  }
  /** A telephone that failed by itself is opened anew until it stands, or nobody would ring this agent again. A call under way is left to end first. */
  function openAnew(failed: VoiceDevice): void {
    clearTimeout(reopenTimer);
    reopenTimer = setTimeout(() => {
      if (device !== failed || isReady.value) return;
      if (isConnected.value) return openAnew(failed);
      clearTimeout(refreshTimer);
      device = null;
      failed.close();
      opening = openPatiently();
    }, OPEN_AGAIN_MS);
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
    // A server that restarts at this very moment must not cost the telephone: asked again in half a minute.
    const answer = await api(voiceToken, {}).catch(() => null);
    if (answer) device?.refresh(answer.token);
    const wait = answer ? Date.parse(answer.expiresAt) - Date.now() - REFRESH_BEFORE_MS : 0;
    refreshTimer = setTimeout(() => void refresh(), Math.max(30_000, wait));
  }
  function connectHere(params: Record<string, string>): Promise<void> {
    const key = JSON.stringify(params);
    if (connecting?.key === key) return connecting.done;
    // Right after a reload the telephone is still being opened.
    const done = opening.then(() => {
      if (!device) throw new Error('this tab has no telephone');
      return device.connect(params);
    });
    connecting = { key, done };
    done.catch(() => {
      connecting = null;
    });
    return done;
  }
  function hearTabs({ data }: MessageEvent<TabMessage>): void {
    if ('answer' in data) handedOver.get(data.answer)?.(data.failure);
    else if (isLeader.value) {
      const reply = (failure: string | null) => tabs?.postMessage({ answer: data.ask, failure } satisfies TabMessage);
      connectHere(data.params).then(
        () => reply(null),
        (error: unknown) => reply(error instanceof Error ? error.message : 'unknown'),
      );
    }
  }
  function handOver(params: Record<string, string>): Promise<void> {
    const ask = crypto.randomUUID();
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no tab has the telephone')), HANDED_OVER_MS);
      handedOver.set(ask, (failure) => {
        clearTimeout(timer);
        if (failure === null) resolve();
        else reject(new Error(failure));
      });
      tabs?.postMessage({ ask, params } satisfies TabMessage);
    }).finally(() => handedOver.delete(ask));
  }
  /** Takes the telephone when no other tab has it, and again when that one goes. */
  function start(): void {
    if (tabs) return;
    tabs = new BroadcastChannel(CHANNEL);
    tabs.onmessage = hearTabs;
    void navigator.locks.request('ringback.phone', async () => {
      isLeader.value = true;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await unlockSoundQuietly();
      opening = openPatiently();
      await opening;
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
    /** Connects with the key that accepting gave: here, or in the tab that has the telephone. Rejects when none could. */
    connect: (params: Record<string, string>) => (isLeader.value ? connectHere(params) : handOver(params)),
    hangUp: () => device?.hangUp(),
    stop() {
      clearTimeout(refreshTimer);
      clearTimeout(insistTimer);
      clearTimeout(reopenTimer);
      tabs?.close();
      tabs = null;
      device?.close();
      device = null;
      isLeader.value = false;
      isReady.value = false;
      release?.();
      release = null;
    },
  };
});
