import { describe, expect, it } from 'vitest';
import { isOnlyThanks } from './quiet-reply.js';

describe('isOnlyThanks', () => {
  it.each([
    'Danke!',
    'Vielen Dank für die schnelle Hilfe!',
    'Super, danke. Jetzt klappt es wieder.',
    'Danke, Frau Weber!\n\nViele Grüße\nPetra Kurz',
    'Problem gelöst, vielen Dank!',
    'Perfekt 👍',
    'Thanks',
    'Thank you so much for your quick help!',
    "Great, that's fixed. Thanks a lot!",
    'Merci beaucoup pour votre aide',
    'THX :-)',
  ])('takes %j for thanks', (text) => expect(isOnlyThanks(text)).toBe(true));

  it.each([
    '',
    'Ok.',
    'Danke, aber es geht nicht.',
    'Danke, es geht leider immer noch nicht.',
    'Danke. Kommt die Rechnung auch noch?',
    'Danke, die Ware ist defekt angekommen.',
    'Danke. Bitte Rechnung an die neue Adresse.',
    'Danke. Rechnung an neue Adresse, Musterweg, Hamburg',
    'Danke, siehe https://example.org',
    'Danke, 15 Stück sind angekommen',
    "Thanks, but it still doesn't work",
    'Thanks. Could you send the invoice',
    "Thanks, it isn't working",
    'Thanks for nothing',
    'Problem solved, but thanks',
    'Danke, das Problem ist wieder da',
    'Thank you very much for all the help that you and your team have given us today',
    'Bitte stornieren Sie meine Bestellung',
    '谢谢，但是还是不行',
  ])('lets %j reopen', (text) => expect(isOnlyThanks(text)).toBe(false));
});
