import { ref } from 'vue';
import { TicketAfterMail } from '../../../../shared/models/mail';

const STORAGE = 'ringback.send-after';
const chosen = ref<TicketAfterMail>(TicketAfterMail.options.find((one) => one === localStorage.getItem(STORAGE)) ?? 'stays');

/** What the send button makes of the ticket; remembered on this machine. */
export const sendAfter = chosen;

/** Chooses what sending makes of the ticket, now and from now on. */
export function chooseSendAfter(after: string): void {
  chosen.value = TicketAfterMail.options.find((one) => one === after) ?? 'stays';
  localStorage.setItem(STORAGE, chosen.value);
}
