import { computed, ref, watch } from 'vue';
import { extendWrapUp } from '../../../shared/contract/call-desk';
import { acceptOffer, hangUpCall, holdCall, muteCall, rejectOffer, rejoinCall, resumeCall } from '../../../shared/contract/calls';
import { ApiError } from '../../core/api';
import { t } from '../../core/i18n';
import type { MessageKey } from '../../core/i18n/schema';
import { send } from '../../core/pending';
import { announce } from '../../core/useAnnounce';
import { play, startRing, stopRing } from '../../core/useSound';
import { serverNow } from '../../core/useTicker';
import { offerUndo } from '../../core/useUndo';
import type { PhoneAction } from '../../ui/domain/phone';
import { usePresence } from '../agents/presence.store';
import { useCalls } from './calls.store';
import { useVoice } from './voice.store';

/** F4 right after the voice came up is a slip of the finger. */
const HANG_UP_GUARD_MS = 400;
const busy = ref<PhoneAction | null>(null);

/** What the phone bar's buttons and keys do. One action at a time; a refusal is said where it was asked. */
export function usePhone() {
  const calls = useCalls();
  const presence = usePresence();
  const voice = useVoice();

  async function once(action: PhoneAction, run: () => Promise<unknown>): Promise<void> {
    if (busy.value === action) return;
    busy.value = action;
    try {
      await run();
    } catch (error) {
      const text = error instanceof ApiError ? t(`errors.${error.code}` as MessageKey) : t('calls.noDevice');
      offerUndo(text);
      announce(text);
    } finally {
      if (busy.value === action) busy.value = null;
    }
  }
  async function answer(): Promise<void> {
    const callId = calls.offer?.callId;
    if (!callId) return;
    stopRing();
    const ticket = await send(acceptOffer, { callId });
    await voice.connect(ticket.params);
    play('answered', 0.5);
  }
  async function rejoin(callId: string): Promise<void> {
    const ticket = await send(rejoinCall, { callId });
    await voice.connect(ticket.params);
  }
  const call = () => calls.mine;
  async function hangUp(): Promise<void> {
    const current = call();
    if (calls.offer) return void (await send(rejectOffer, { callId: calls.offer.callId }));
    if (!current || serverNow() - Date.parse(current.answeredAt ?? current.stateSince) < HANG_UP_GUARD_MS) return;
    await send(hangUpCall, { callId: current.id });
  }
  const runs: Partial<Record<PhoneAction, () => Promise<unknown>>> = {
    async ready() {
      await voice.unlock();
      await presence.ready();
    },
    answer,
    decline: hangUp,
    hangup: hangUp,
    hold: async () => call() && send(holdCall, { callId: call()?.id ?? '' }),
    resume: async () => call() && send(resumeCall, { callId: call()?.id ?? '' }),
    mute: async () => call() && send(muteCall, { callId: call()?.id ?? '', muted: true }),
    unmute: async () => call() && send(muteCall, { callId: call()?.id ?? '', muted: false }),
    extend: async () => call() && send(extendWrapUp, { callId: call()?.id ?? '' }),
  };
  watch(
    () => calls.offer?.id ?? null,
    (id) => (id && !calls.mine?.answeredAt && voice.isLeader ? startRing() : stopRing()),
  );
  return {
    busy: computed(() => busy.value),
    act: (action: PhoneAction) => once(action, async () => runs[action]?.()),
    rejoin: (callId: string) => once('answer', () => rejoin(callId)),
    /** F2 does what the state asks for: answer, hold, resume, come back into the call. */
    primary: () => {
      if (calls.offer) return once('answer', answer);
      const state = call()?.state;
      if (state === 'TALKING') return once('hold', async () => runs.hold?.());
      if (state === 'AGENT_LOST') return once('answer', () => rejoin(call()?.id ?? ''));
      if (state === 'HELD') return once('resume', async () => runs.resume?.());
      return Promise.resolve();
    },
    toggleMute: () => (call()?.isMuted ? once('unmute', async () => runs.unmute?.()) : once('mute', async () => runs.mute?.())),
    hangUp: () => once('hangup', hangUp),
  };
}
