import { watch } from 'vue';
import { t } from '../../core/i18n';
import { announce } from '../../core/useAnnounce';
import { offerUndo } from '../../core/useUndo';
import { useCalls } from './calls.store';

/** Says when a hold that was asked for did not come about: the caller still hears everything. Used once, where the phone bar is fed. */
export function useHoldNotice(): void {
  const calls = useCalls();
  watch(
    () => calls.mine,
    (now, before) => {
      const isTakenBack = before?.isHoldWanted === true && now?.id === before.id && !now.isHoldWanted;
      if (!isTakenBack || before.state !== 'TALKING' || now.state !== 'TALKING') return;
      const text = t('calls.holdFailed');
      offerUndo(text);
      announce(text);
    },
  );
}
