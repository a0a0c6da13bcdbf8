import { parseDateInput } from '../../../shared/domain/date-input';
import { moment } from '../../core/format';
import { useSession } from '../../core/session.store';
import { serverNow } from '../../core/useTicker';

/** Reads a moment typed as people say it, in the agent's own zone; null when it is not understood. */
export function useDateReader(): (text: string) => { at: string; label: string } | null {
  const session = useSession();
  return (text) => {
    const zone = session.account?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const read = parseDateInput(text, { now: serverNow(), zone });
    return read.kind === 'understood' ? { at: read.at, label: moment(read.at, serverNow()) } : null;
  };
}
