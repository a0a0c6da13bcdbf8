import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDateInput, parseDatePrefix } from './date-input.js';
import { wallTimeAt } from './zoned-time.js';

const zone = 'Europe/Berlin';
/** Wednesday, 18 November 2026 (week 47), 10:20 in Berlin. */
const now = Date.parse('2026-11-18T09:20:30Z');
const berlin = (text: string, at = now) => {
  const reading = parseDateInput(text, { now: at, zone });
  if (reading.kind !== 'understood') return reading.reason;
  const { year, month, day, hour, minute } = reading.echo;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
};

describe('parseDateInput', () => {
  it.each([
    ['mo 14', '2026-11-23 14:00'],
    ['Mo. 14 Uhr', '2026-11-23 14:00'],
    ['montag um 14:30', '2026-11-23 14:30'],
    ['mi 14', '2026-11-18 14:00'],
    ['mi 9', '2026-11-25 09:00'],
    ['mo 3', '2026-11-23 15:00'],
    ['mo 7', '2026-11-23 07:00'],
    ['mo 3:00', '2026-11-23 03:00'],
    ['mo', '2026-11-23 09:00'],
    ['in 2h', '2026-11-18 12:21'],
    ['in 30 min', '2026-11-18 10:51'],
    ['in 30 Minuten', '2026-11-18 10:51'],
    ['in einer halben Stunde', '2026-11-18 10:51'],
    ['in half an hour', '2026-11-18 10:51'],
    ['in 1,5 h', '2026-11-18 11:51'],
    ['in 1 h 15 min', '2026-11-18 11:36'],
    ['+45min', '2026-11-18 11:06'],
    ['in 3 tagen', '2026-11-21 09:00'],
    ['in 1 Tag', '2026-11-19 09:00'],
    ['2h', '2026-11-18 12:21'],
    ['14h', '2026-11-18 14:00'],
    ['mittwoch in einer woche', '2026-11-25 09:00'],
    ['Fr in 2 Wochen 10:00', '2026-12-04 10:00'],
    ['in 2 wochen', '2026-12-02 09:00'],
    ['in 2 weeks 15:00', '2026-12-02 15:00'],
    ['in einem Monat', '2026-12-18 09:00'],
    ['morgen 9', '2026-11-19 09:00'],
    ['tomorrow 9', '2026-11-19 09:00'],
    ['morgen früh', '2026-11-19 08:00'],
    ['morgen früh 7:45', '2026-11-19 07:45'],
    ['heute 17', '2026-11-18 17:00'],
    ['heute', '2026-11-18 17:00'],
    ['heute abend', '2026-11-18 18:00'],
    ['tonight', '2026-11-18 18:00'],
    ['übermorgen', '2026-11-20 09:00'],
    ['uebermorgen nachmittags', '2026-11-20 15:00'],
    ['KW 49 Di früh', '2026-12-01 08:00'],
    ['week 49 tue 10:00', '2026-12-01 10:00'],
    ['di kw49', '2026-12-01 09:00'],
    ['KW 49', '2026-11-30 09:00'],
    ['KW 47', '2026-11-19 09:00'],
    ['KW 46 Mo', '2027-11-15 09:00'],
    ['KW 53 Do', '2026-12-31 09:00'],
    ['23.11. 14:30', '2026-11-23 14:30'],
    ['23.11 14.30', '2026-11-23 14:30'],
    ['23.11.', '2026-11-23 09:00'],
    ['23.11.26 8 Uhr', '2026-11-23 08:00'],
    ['23.11.2027 14:30', '2027-11-23 14:30'],
    ['Mo, 23.11. um 14 Uhr', '2026-11-23 14:00'],
    ['3.2.', '2027-02-03 09:00'],
    ['29.2.', '2028-02-29 09:00'],
    ['23. November 9', '2026-11-23 09:00'],
    ['3. März', '2027-03-03 09:00'],
    ['23 nov 14:30', '2026-11-23 14:30'],
    ['nov 23rd 2pm', '2026-11-23 14:00'],
    ['2026-11-23 14:30', '2026-11-23 14:30'],
    ['am 30.', '2026-11-30 09:00'],
    ['am 3.', '2026-12-03 09:00'],
    ['nächste woche di', '2026-11-24 09:00'],
    ['next week', '2026-11-23 09:00'],
    ['übernächste Woche Fr 11', '2026-12-04 11:00'],
    ['diese woche fr', '2026-11-20 09:00'],
    ['next fri 3pm', '2026-11-27 15:00'],
    ['fri 3 pm', '2026-11-20 15:00'],
    ['kommenden Freitag', '2026-11-20 09:00'],
    ['14:30', '2026-11-18 14:30'],
    ['9 Uhr', '2026-11-19 09:00'],
    ['um 14', '2026-11-18 14:00'],
    ['halb 3', '2026-11-18 14:30'],
    ['mo viertel nach 2', '2026-11-23 14:15'],
    ['half past 11', '2026-11-18 11:30'],
    ['mo mittag', '2026-11-23 12:00'],
    ['mo morgen', '2026-11-23 08:00'],
    ['fr mitternacht', '2026-11-21 00:00'],
    ['12 am', '2026-11-19 00:00'],
    ['12pm', '2026-11-18 12:00'],
    ['mo eod', '2026-11-23 17:00'],
    ['ｍｏ　１４', '2026-11-23 14:00'],
  ])('%s → %s', (text, expected) => {
    expect(berlin(text)).toBe(expected);
  });

  it.each([
    ['', 'empty'],
    ['Rückruf', 'no-date'],
    ['mo 14 Rückruf', 'unknown-words'],
    ['heute 9', 'in-the-past'],
    ['gestern', 'in-the-past'],
    ['1.1.2020', 'in-the-past'],
    ['31.2.', 'no-such-day'],
    ['KW 54', 'no-such-day'],
    ['di 23.11.', 'weekday-does-not-fit'],
    ['mo 25', 'unknown-words'],
    ['modern', 'no-date'],
  ])('%j is not understood: %s', (text, reason) => {
    expect(berlin(text)).toBe(reason);
  });

  it('rolls today to the next full hour when work is over', () => {
    expect(berlin('heute', Date.parse('2026-11-18T18:10:00Z'))).toBe('2026-11-18 20:00');
  });

  it('says how exactly the date was given', () => {
    const precision = (text: string) => parseDateInput(text, { now, zone });
    expect(precision('mo 14')).toMatchObject({ precision: 'minute', echo: { weekday: 1, week: 48, daysAhead: 5 } });
    expect(precision('mo früh')).toMatchObject({ precision: 'part' });
    expect(precision('mo')).toMatchObject({ precision: 'day' });
    expect(precision('nächste woche')).toMatchObject({ precision: 'week' });
  });

  it('means the clock on the wall on both sides of a change', () => {
    const spring = Date.parse('2026-03-28T12:00:00Z');
    expect(parseDateInput('morgen 14', { now: spring, zone })).toMatchObject({ at: '2026-03-29T12:00:00.000Z' });
    expect(parseDateInput('in 24h', { now: spring, zone })).toMatchObject({ at: '2026-03-29T12:00:00.000Z', echo: { hour: 14 } });
    expect(parseDateInput('morgen 02:30', { now: spring, zone })).toMatchObject({ echo: { hour: 3, minute: 30 } });
    const autumn = Date.parse('2026-10-24T12:00:00Z');
    expect(parseDateInput('morgen 14', { now: autumn, zone })).toMatchObject({ at: '2026-10-25T13:00:00.000Z' });
  });

  it('takes the zone for every today', () => {
    const late = Date.parse('2026-11-18T23:30:00Z');
    expect(parseDateInput('morgen 9', { now: late, zone })).toMatchObject({ at: '2026-11-20T08:00:00.000Z' });
    expect(parseDateInput('morgen 9', { now: late, zone: 'America/New_York' })).toMatchObject({ at: '2026-11-19T14:00:00.000Z' });
  });

  it('lies in the future and on the hour that was typed, whenever it is typed', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland');
    const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2032, 0) });
    const days = fc.constantFrom(
      'mo',
      'di',
      'mittwoch',
      'thu',
      'next fri',
      'sa',
      'sunday',
      'morgen',
      'nächste woche do',
      '3.7.',
      '29.2.',
      'kw 20 mi',
    );
    fc.assert(
      fc.property(days, fc.integer({ min: 7, max: 23 }), instants, zones, (day, hour, at, where) => {
        const reading = parseDateInput(`${day} ${hour}`, { now: at, zone: where });
        if (reading.kind !== 'understood') throw new Error(`${day} ${hour}: ${reading.reason}`);
        expect(Date.parse(reading.at)).toBeGreaterThan(at);
        expect(wallTimeAt(Date.parse(reading.at), where).hour).toBe(hour);
      }),
    );
  });

  it('never throws', () => {
    const words = fc.constantFrom(
      'mo',
      '14',
      'in',
      '2h',
      'kw',
      '49',
      '.',
      '31',
      ':',
      'früh',
      'nächste',
      'woche',
      'next',
      '99999999999',
      'pm',
      '+',
      'ß',
      'İ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          expect(['understood', 'not-understood']).toContain(parseDateInput(text, { now, zone }).kind);
        },
      ),
    );
  });
});

describe('parseDatePrefix', () => {
  it('leaves the words behind the date', () => {
    expect(parseDatePrefix('mo 14 Rückruf wegen Rechnung', { now, zone })).toMatchObject({
      reading: { kind: 'understood', at: '2026-11-23T13:00:00.000Z' },
      rest: 'Rückruf wegen Rechnung',
    });
    expect(parseDatePrefix('in 2h Angebot schicken', { now, zone }).rest).toBe('Angebot schicken');
    expect(parseDatePrefix('Rückruf', { now, zone })).toMatchObject({ reading: { kind: 'not-understood' }, rest: 'Rückruf' });
  });
});
