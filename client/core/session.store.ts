import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { me as meOperation, savePreferences, setUp, setupState, signIn, signOut } from '../../shared/contract/auth';
import type { Me, Preferences, Role } from '../../shared/models/auth';
import type { InputOf, OutputOf } from '../../shared/operation';
import { ApiError, api, whenSignedOut } from './api';
import { connect, disconnect, whenKicked } from './socket';
import { onEvent } from './sync';

/** Pause between two tries to learn who is signed in, ms. */
const START_RETRY_MS = 3000;

/** Who is signed in at this browser, and what the installation looks like from outside. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null);
  const setup = ref<OutputOf<typeof setupState> | null>(null);
  /** Why the sign-in page is shown again: expired, revoked. */
  const endedBecause = ref<string | null>(null);
  /** Why nothing can be shown yet: the server did not say who is signed in, and is being asked again. */
  const startTrouble = ref<unknown>(null);
  let askAgain: () => void = () => undefined;
  const account = computed(() => me.value?.account ?? null);
  const preferences = computed<Preferences>(() => me.value?.preferences ?? {});
  const has = (role: Role) => account.value?.roles.includes(role) ?? false;

  function begin(next: Me): Me {
    me.value = next;
    endedBecause.value = null;
    connect();
    return next;
  }
  function end(reason: string | null): void {
    if (me.value) endedBecause.value = reason;
    me.value = null;
    disconnect();
  }
  whenSignedOut(() => end('expired'));
  whenKicked((reason) => end(reason));
  onEvent('account.changed', (payload) => {
    if (me.value && 'name' in payload && payload.id === me.value.account.id) me.value = { ...me.value, account: payload };
  });

  /** Finds out whether somebody is signed in here; resolves with them or null. */
  async function resume(): Promise<Me | null> {
    try {
      return begin(await api(meOperation, {}));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'NOT_SIGNED_IN') {
        endedBecause.value = null;
        return null;
      }
      throw error;
    }
  }
  async function loadSetup(): Promise<OutputOf<typeof setupState>> {
    setup.value = await api(setupState, {});
    return setup.value;
  }
  /** Asks until the server answers, after a pause or when `retryStart` is called; meanwhile `startTrouble` says what is wrong. */
  async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const answer = await ask();
        startTrouble.value = null;
        return answer;
      } catch (error) {
        startTrouble.value = error;
        await new Promise<void>((resolve) => {
          askAgain = resolve;
          setTimeout(resolve, START_RETRY_MS);
        });
      }
    }
  }
  return {
    me,
    startTrouble,
    retryStart: () => askAgain(),
    untilAnswered,
    setup,
    endedBecause,
    account,
    preferences,
    has,
    resume,
    loadSetup,
    signIn: async (input: InputOf<typeof signIn>) => begin(await api(signIn, input)),
    setUp: async (input: InputOf<typeof setUp>) => begin(await api(setUp, input)),
    async signOut() {
      await api(signOut, {}).catch(() => undefined);
      end(null);
    },
    async savePreferences(patch: Preferences) {
      if (me.value) me.value = { ...me.value, preferences: { ...me.value.preferences, ...patch } };
      me.value = await api(savePreferences, patch);
    },
  };
});
