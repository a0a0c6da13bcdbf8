import { shallowRef } from 'vue';

/** What somebody wants to do with a ticket and others, wherever it was asked for; the dialogs hang on the ticket's header. */
export interface Asked {
  what: 'merge' | 'split' | 'link' | 'macro';
  ticketId: string;
  /** The other ticket, or the message, that was pointed at. */
  otherId?: string | undefined;
}

/** The dialog that is open, if one is. */
export const asked = shallowRef<Asked | null>(null);
