import fc from 'fast-check';
import { getCountries, getExampleNumber, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { isPhone, mainLineStem, maskNumber, normalise, stemCandidates } from './phone.js';

const e164 = (raw: string, country = 'DE') => {
  const reading = normalise(raw, country);
  return isPhone(reading) ? reading.e164 : reading.reason;
};

/** Twelve ways in which people and programs write one number; the country is the number's own. */
function twelveSpellings(number: PhoneNumber): string[] {
  const calling = number.countryCallingCode;
  const [, area = '', ...rest] = number.formatInternational().split(' ');
  const subscriber = rest.join('');
  const trunk = number.formatNational().startsWith('0') && !area.startsWith('0') ? '0' : '';
  const fullWidth = number.number.replace(/[+\d]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  return [
    number.number,
    number.formatInternational(),
    number.formatNational(),
    number.format('RFC3966'),
    `00${calling}${number.nationalNumber}`,
    `00 ${calling} (${trunk || '0'})${area} ${subscriber}`.replace(trunk ? '' : '(0)', ''),
    `+${calling} ${trunk ? '(0) ' : ''}${area}/${subscriber}`,
    `${trunk}${area}/${subscriber}`,
    `Tel.: +${calling}\u00a0${area}\u2009${subscriber}`,
    `\u202a+${calling}\u2011${area}\u2013${subscriber}\u202c`,
    fullWidth,
    ` (${trunk}${area}) ${subscriber.replace(/(\d{2})(?=\d)/g, '$1 ')} `,
  ];
}

const germanNumber = fc
  .tuple(
    fc.constantFrom('30', '40', '89', '211', '711', '221', '351', '6221', '2131', '3641', '171', '151', '160'),
    fc.integer({ min: 2_000_000, max: 9_999_999 }),
  )
  .map(([area, subscriber]) => parsePhoneNumberFromString(`+49${area}${subscriber}`))
  .filter((number): number is PhoneNumber => number?.isValid() === true);

const exampleNumber = fc
  .constantFrom(...getCountries().filter((country) => !['IT', 'SM', 'VA'].includes(country)))
  .map((country) => getExampleNumber(country, examples))
  .filter((number): number is PhoneNumber => number?.isValid() === true && number.country !== undefined);

describe('normalise', () => {
  it('reads a thousand German numbers in twelve spellings', () => {
    fc.assert(
      fc.property(germanNumber, (number) => {
        for (const spelling of twelveSpellings(number)) expect([spelling, e164(spelling)]).toEqual([spelling, number.number]);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the numbers of all countries with their country code, wherever we are', () => {
    fc.assert(
      fc.property(exampleNumber, fc.constantFrom('DE', 'AT', 'CH', 'US', 'GB', 'XX'), (number, home) => {
        for (const spelling of [number.number, number.formatInternational(), number.format('RFC3966'), number.number.replace('+', '00')]) {
          expect([spelling, e164(spelling, home)]).toEqual([spelling, number.number]);
        }
      }),
    );
  });

  it.each([
    ['030/1234-56', '+4930123456'],
    ['0049 (0)30 1234-56', '+4930123456'],
    ['+49 (0) 30 123456', '+4930123456'],
    ['++49 30 123456', '+4930123456'],
    ['+0049 30 123456', '+4930123456'],
    ['(030) 12 34 56', '+4930123456'],
    ['(0)30 123456', '+4930123456'],
    ['030.123.456', '+4930123456'],
    ['Mobil: 0171-1234567', '+491711234567'],
    ['tel:+49-30-123456', '+4930123456'],
    ['tel:123456;phone-context=+4930', '+4930123456'],
    ['+39 06 1234567', '+39061234567'],
    ['+39 (0)6 1234567', '+39061234567'],
    ['+43 (0)1 58610', '+43158610'],
    ['0041 (0)44 123 45 67', '+41441234567'],
    ['+1 (415) 555-2671', '+14155552671'],
  ])('%s → %s', (raw, expected) => {
    expect(e164(raw)).toBe(expected);
  });

  it.each([
    ['030 123456 Durchwahl 12', '12'],
    ['030 123456 ext. 5', '5'],
    ['030 123456, App. 77', '77'],
    ['+49 30 123456 DW12', '12'],
    ['+1 415 555 2671x4715', '4715'],
    ['tel:+49-30-123456;ext=9', '9'],
    ['+49 30 123456', null],
  ])('%s has extension %s', (raw, extension) => {
    expect(normalise(raw, 'DE')).toMatchObject({ extension });
  });

  it('sees main lines and direct dials of open plans and writes them after DIN 5008', () => {
    expect(normalise('0711 12345-0', 'DE')).toMatchObject({
      e164: '+49711123450',
      isMainLine: true,
      stem: '+4971112345',
      international: '+49 711 12345-0',
      national: '0711 12345-0',
    });
    expect(normalise('+49 (0)30/1234–56', 'DE')).toMatchObject({ isMainLine: false, stem: '+49301234', international: '+49 30 1234-56' });
    expect(normalise('01 58610-17', 'AT')).toMatchObject({ e164: '+4315861017', stem: '+43158610' });
  });

  it('does not take separators for direct dials', () => {
    for (const raw of ['030-123456', '0211-12-34-56', '0171-1234-567', '+49-711-123456']) {
      expect(normalise(raw, 'DE')).toMatchObject({ stem: null, isMainLine: false });
    }
    expect(normalise('504-621-8927', 'US')).toMatchObject({ stem: null, national: '(504) 621-8927' });
  });

  it('says what kind of number it is and where from', () => {
    expect(normalise('0171 1234567', 'DE')).toMatchObject({ kind: 'mobile', country: 'DE', area: null, isValid: true });
    expect(normalise('030 123456', 'DE')).toMatchObject({ kind: 'landline', area: 'Berlin' });
    expect(normalise('0800 1234567', 'DE')).toMatchObject({ kind: 'toll-free' });
    expect(normalise('+442079460000', 'DE')).toMatchObject({ country: 'GB', area: null });
  });

  it.each([
    ['', 'empty'],
    ['  \u00a0 ', 'empty'],
    ['0800 FLOWERS', 'letters'],
    ['BusinessPhone', 'letters'],
    ['030 123456 oder 040 123456', 'letters'],
    ['030 123456, 040 654321', 'several'],
    ['+49 30 123456 +49 40 123456', 'several'],
    ['110', 'too-short'],
    ['0301', 'too-short'],
    ['12345', 'no-area-code'],
    ['12345678', 'no-area-code'],
    ['0301234567890123456', 'too-long'],
    ['+1 (212) 204-34456', 'too-long'],
    ['*21*030123456#', 'not-a-number'],
    ['§§§', 'not-a-number'],
  ])('refuses %j as %s', (raw, reason) => {
    expect(normalise(raw, 'DE')).toEqual({ reason });
  });

  it('keeps numbers of the right length that no plan knows yet', () => {
    expect(normalise('(555) 555-1111', 'US')).toMatchObject({ e164: '+15555551111', isValid: false });
    expect(normalise('(047)752-3122', 'US')).toMatchObject({ e164: '+10477523122', isValid: false });
    expect(normalise('555-1111', 'US')).toEqual({ reason: 'no-area-code' });
  });

  it('never throws and always gives E.164 or a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'+0123456789 /-().x#;=tel:') })),
        fc.string(),
        (raw, country) => {
          const reading = normalise(raw, country);
          if (isPhone(reading)) expect(reading.e164).toMatch(/^\+[1-9]\d{4,17}$/);
          else expect(reading.reason).toBeTruthy();
        },
      ),
    );
  });

  it('reads its own output back', () => {
    fc.assert(
      fc.property(germanNumber, (number) => {
        const reading = normalise(number.number, 'DE');
        if (!isPhone(reading)) throw new Error('not read');
        expect([e164(reading.national), e164(reading.international, 'US')]).toEqual([number.number, number.number]);
      }),
    );
  });
});

describe('stemCandidates', () => {
  it('finds the stored main line of a caller', () => {
    expect(stemCandidates('+4971112345678')).toContain('+4971112345');
    expect(stemCandidates('+4971112345678')[0]).toBe('+4971112345678');
    expect(mainLineStem('+49711123450')).toBe('+4971112345');
    expect(mainLineStem('+41441234500')).toBe('+414412345');
    expect(mainLineStem('+4971112345')).toBe('+4971112345');
  });

  it('keeps at least three digits after the area code and gives mobiles none', () => {
    expect(stemCandidates('+49301234')).toEqual(['+49301234', '+4930123']);
    expect(stemCandidates('+491711234567')).toEqual([]);
    expect(stemCandidates('anonymous')).toEqual([]);
  });
});

describe('maskNumber', () => {
  it('keeps country and two digits', () => {
    expect(maskNumber('+4930123456')).toBe('+49…56');
    expect(maskNumber('030123456')).toBe('…56');
    expect(maskNumber('anonymous')).toBe('…');
  });
});
