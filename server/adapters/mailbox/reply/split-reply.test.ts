import { describe, expect, it } from 'vitest';
import { splitReply } from './split-reply.js';

const visible = (...lines: string[]) => splitReply(lines.join('\n')).visible;

describe('splitReply', () => {
  it.each([
    ['Gmail', 'On Tue, Jul 1, 2025 at 10:52 AM Desk <desk@example.org> wrote:', '> old'],
    ['Gmail, broken over lines', 'On Tue, Jul 1, 2025 at 10:52 AM Desk\n<desk@example.org>\nwrote:', '> old'],
    ['Gmail in German', 'Am Di., 1. Juli 2025 um 10:52 Uhr schrieb Desk <desk@example.org>:', '> old'],
    ['Apple Mail in French', 'Le 1 juil. 2025 à 10:52, Desk <desk@example.org> a écrit :', '> old'],
    ['Gmail in Japanese', '2025年7月1日(火) 10:52 Desk <desk@example.org>:', '> old'],
    ['Gmail in Russian', 'вт, 1 июл. 2025 г. в 10:52, Desk <desk@example.org>:', 'old'],
    ['Thunderbird', 'Am 01.07.25 um 10:52 schrieb Desk:', '> old'],
    [
      'Outlook',
      '________________________________\nFrom: Desk <desk@example.org>\nSent: Tuesday, July 1, 2025 10:52\nTo: Ada\nSubject: RE: Order',
      'old',
    ],
    ['Outlook in German', 'Von: Desk <desk@example.org>\nGesendet: Dienstag, 1. Juli 2025 10:52\nAn: Ada\nBetreff: AW: Bestellung', 'old'],
    ['Outlook in Polish', 'Od: Desk <desk@example.org>\nWysłano: wtorek, 1 lipca 2025 10:52\nDo: Ada\nTemat: Odp', 'old'],
    ['GMX', 'Gesendet: Dienstag, 1. Juli 2025 um 10:52 Uhr\nVon: "Desk" <desk@example.org>\nAn: Ada\nBetreff: AW', 'old'],
    [
      'Outlook on the web in German',
      '*Von:* Desk <desk@example.org>\n*Gesendet:* Dienstag, 1. Juli 2025 10:52\n*An:* Ada\n*Cc:* Jan\n*Betreff:* AW: Bestellung',
      'old',
    ],
    [
      'Outlook on a telephone in German',
      'Outlook für iOS<https://aka.example/x> beziehen\n________________________________\nVon: Desk <d@x.org>\nGesendet: Tuesday, July 1, 2025 10:52:00 AM\nAn: Ada\nBetreff: Re',
      'old',
    ],
    ['Apple Mail in German', '> Am 01.07.2025 um 10:52 schrieb Desk <desk@example.org>:', '> old'],
    [
      'Samsung in German',
      'Von meinem/meiner Galaxy gesendet\n\n-------- Ursprüngliche Nachricht --------\nVon: Desk <d@x.org>\nDatum: 01.07.25 10:52 (GMT+01:00)\nAn: a@x.org\nBetreff: Re',
      'old',
    ],
    ['Yahoo in German', '    Am Dienstag, 1. Juli 2025 um 10:52:00 MESZ hat Desk <d@x.org> Folgendes geschrieben:', ' old'],
    ['Yahoo on a telephone', 'Yahoo Mail: Search, Organize, Conquer\n\n  On Tue, Jul 1, 2025 at 10:52 AM, Desk<d@x.org> wrote:   old', ''],
    [
      'GMX on a telephone',
      '-- \nDiese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.\n\nAm 01.07.25, 10:52, Desk <d@x.org> schrieb:',
      'old',
    ],
    ['Proton', 'On Tuesday, July 1st, 2025 at 10:52 AM, Desk <d@x.org> wrote:', '> old'],
    ['Notes in German', 'Von:    "Desk" <d@x.org>\nAn:     "Ada" <a@x.org>\nDatum:  01.07.2025 10:52\nBetreff:        Re: Ware', 'old'],
    [
      'a forward',
      '-------- Weitergeleitete Nachricht --------\nBetreff: \tx\nDatum: \tTue, 1 Jul 2025\nVon: \tDesk <d@x.org>\nAn: \ta@x.org',
      'old',
    ],
    ['a rule with words', '-----Ursprüngliche Nachricht-----\nold', ''],
    ['Lotus Notes', 'Desk <desk@example.org> wrote on 01.07.2025 10:52:', '> old'],
  ])('cuts the original below an answer of %s', (_client, header, quote) => {
    expect(visible('Thank you, it works.', '', header, '', quote)).toBe('Thank you, it works.');
  });

  it('keeps answers between and below quotes', () => {
    expect(visible('On 1 Jul 2025, Desk <d@x.org> wrote:', '> One?', 'Yes.', '', '> Two?', 'No.')).toBe('Yes.\n\nNo.');
  });

  it('never takes text before a quote for one', () => {
    const text = 'From: where I stand, the date: unclear.\nOn the whole he wrote: nothing new.\n\nWhat now?';
    expect(visible(text)).toBe(text);
  });

  it.each([
    [
      'a form of a website',
      'Neue Anfrage über das Formular:\n\nVon: Petra Kurz\nDatum: 23.11.2026\nBetreff: Ware\n\nNachricht:\nWo ist sie?',
    ],
    ['words somebody reports', 'Am Montag um 9:00 schrieb mir Herr Maier:\nDie Ware kommt.\nStimmt das?'],
    [
      'a forwarded mail and nothing else',
      '---------- Forwarded message ---------\nVon: Desk <d@x.org>\nDate: Tue, 1 Jul 2025\nSubject: x\nTo: a\n\nInhalt',
    ],
  ])('keeps the whole of %s', (_kind, text) => {
    expect(visible(text)).toBe(text);
  });

  it('shows everything when nothing is new', () => {
    expect(visible('> only', '> a quote')).toBe('> only\n> a quote');
    expect(visible('From: a@x.org', 'Date: today', 'Subject: s', '', 'forwarded')).toContain('forwarded');
  });

  it('cuts signatures, but not what only looks like one', () => {
    expect(visible('Hello', '-- ', 'Ada')).toBe('Hello');
    expect(visible('Hello', '', 'Von meinem iPhone gesendet')).toBe('Hello');
    expect(visible('Hallo', '', 'Mit freundlichen Grüßen', 'Ada Müller')).toBe('Hallo');
    expect(visible('Hallo', '', 'Gruß', 'Ada')).toBe('Hallo');
    expect(visible('Kind regards,', 'Ada', '', 'P.S. One more thing')).toContain('One more thing');
    expect(visible('Total', '----', '12 pieces')).toBe('Total\n----\n12 pieces');
  });

  it('finds the telephone numbers under a text, as they are spelled', () => {
    const text =
      'Bitte rufen Sie an.\n\nViele Grüße\nAda\nTel.: +49 (711) 123 45-67\nMobil 0171/2345678\nFax: 0711 999999\nIBAN DE02 1203 0000 0000 2020 51';
    expect(splitReply(text).phones).toEqual(['+49 (711) 123 45-67', '0171/2345678']);
  });
});
