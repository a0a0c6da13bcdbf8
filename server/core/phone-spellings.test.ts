import fc from 'fast-check';
import { type CountryCode, getCountryCallingCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { isPhone, normalise } from './phone.js';

const read = (raw: string, country = 'DE') => {
  const reading = normalise(raw, country);
  return isPhone(reading) ? reading.e164 : reading.reason;
};
const shifted = (text: string, zero: number) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** Beginnings of national numbers (without trunk prefix) and how many digits follow, per country. */
const PLANS: readonly { country: CountryCode; trunk: string; idd: string; areas: readonly string[]; digits: readonly [number, number] }[] =
  [
    { country: 'DE', trunk: '0', idd: '00', areas: ['30', '40', '89', '211', '711', '351', '6221', '2131', '171', '151'], digits: [7, 7] },
    { country: 'AT', trunk: '0', idd: '00', areas: ['1', '316', '732', '512', '664', '676'], digits: [7, 7] },
    { country: 'CH', trunk: '0', idd: '00', areas: ['44', '31', '22', '61', '79', '78'], digits: [7, 7] },
    { country: 'GB', trunk: '0', idd: '00', areas: ['20', '161', '1865', '7700', '7911'], digits: [6, 8] },
    { country: 'FR', trunk: '0', idd: '00', areas: ['1', '4', '6', '7'], digits: [8, 8] },
    { country: 'NL', trunk: '0', idd: '00', areas: ['20', '10', '6'], digits: [7, 8] },
    { country: 'BE', trunk: '0', idd: '00', areas: ['2', '3', '475', '496'], digits: [6, 7] },
    { country: 'US', trunk: '1', idd: '011', areas: ['212', '415', '303', '617'], digits: [7, 7] },
    { country: 'ES', trunk: '', idd: '00', areas: ['91', '93', '6'], digits: [7, 8] },
    { country: 'PL', trunk: '', idd: '00', areas: ['22', '12', '60'], digits: [7, 7] },
    { country: 'CZ', trunk: '', idd: '00', areas: ['2', '60'], digits: [7, 8] },
    { country: 'DK', trunk: '', idd: '00', areas: ['33', '20'], digits: [6, 6] },
  ];
interface Sample {
  number: PhoneNumber;
  area: string;
  rest: string;
  plan: (typeof PLANS)[number];
}
const sample = fc
  .constantFrom(...PLANS)
  .chain((plan) => fc.tuple(fc.constant(plan), fc.constantFrom(...plan.areas), fc.integer({ min: plan.digits[0], max: plan.digits[1] })))
  .chain(([plan, area, length]) =>
    fc.integer({ min: 2 * 10 ** (length - 1), max: 10 ** length - 1 }).map((rest) => ({ plan, area, rest: String(rest) })),
  )
  .map(({ plan, area, rest }) => ({ plan, area, rest, number: parsePhoneNumberFromString(`${area}${rest}`, plan.country) }))
  .filter((one): one is Sample => one.number?.isValid() === true && one.number.nationalNumber === `${one.area}${one.rest}`);

/** As people of the same country write it. */
function atHome({ plan, area, rest }: Sample): string[] {
  const front = plan.trunk === '0' ? `0${area}` : area;
  const pairs = rest.replace(/(\d{2})(?=\d)/g, '$1 ');
  return [
    `${front}${rest}`,
    `${front} ${rest}`,
    `${front}/${rest}`,
    `${front} / ${pairs}`,
    `(${front}) ${rest.slice(0, 3)} ${rest.slice(3)}`,
    `${front}.${rest.replace(/(\d{3})(?=\d)/g, '$1.')}`,
    `${front}\u2011${rest}`,
    `${front}\u00a0${rest.slice(0, 3)}\u202f${rest.slice(3)}`,
    shifted(`${front} ${rest}`, 0xff10),
    shifted(`${front} ${rest}`, 0x0660),
    shifted(`${front} ${rest}`, 0x0966),
    `Tel.: ${front} ${rest}`,
    `\u260e\ufe0f ${front} ${rest} (privat)`,
    `${front} ${rest} ext. 12`,
    `${front} ${rest} x12`,
  ];
}

/** As people anywhere write it for others; `idd` is what they dial to leave their country. */
function fromAbroad({ plan, area, rest, number }: Sample, idd: string): string[] {
  const code = getCountryCallingCode(plan.country);
  const zero = plan.trunk === '0' ? '(0)' : '';
  return [
    number.number,
    `+${code} ${area} ${rest}`,
    `+${code}-${area}-${rest}`,
    `+${code} ${zero} ${area} ${rest}`,
    `+${code}${zero}${area}/${rest}`,
    `(+${code}) ${area} ${rest}`,
    `${idd}${code}${area}${rest}`,
    `${idd} ${code} ${zero}${area} ${rest}`,
    `${idd}-${code}-${area}-${rest}`,
    `tel:+${code}-${area}-${rest};ext=12`,
    `tel:%2B${code}${area}${rest}`,
    `sip:+${code}${area}${rest}@carrier.example`,
    shifted(`\uff0b${code} ${area} ${rest}`, 0xff10),
    shifted(`+${code} ${area} ${rest}`, 0x06f0),
    `\u202a+${code}\u2013${area}\u2212${rest}\u202c`,
    `+${code} ${area} ${rest}, Durchwahl 12`,
  ];
}

describe('a thousand numbers of twelve countries', () => {
  it('are the same number in every spelling of their own country', () => {
    fc.assert(
      fc.property(sample, (one) => {
        for (const raw of atHome(one)) expect([raw, read(raw, one.plan.country)]).toEqual([raw, one.number.number]);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same number in every spelling from abroad', () => {
    fc.assert(
      fc.property(
        sample,
        fc.constantFrom(['DE', '00'], ['AT', '00'], ['CH', '00'], ['US', '011'], ['AU', '0011'], ['DE', '011'], ['US', '00']),
        (one, [from, idd]) => {
          for (const raw of fromAbroad(one, idd ?? '')) expect([raw, from, read(raw, from)]).toEqual([raw, from, one.number.number]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('one number in the spellings of the world', () => {
  it.each([
    '0049 (0)30 123456',
    '0049-(0)30-123456',
    '+49 [0] 30 123456',
    '+49 (030) 123456',
    '+49 030 123456',
    '(0049) 30 123456',
    '[+49] 30 123456',
    '+49/30/123456',
    '49 30 123456',
    '(0 30) 12 34 56',
    '0 30 / 12 34 56',
    '030-123456',
    '030~123456',
    '030·12·34·56',
    '030•123456',
    '030\\123456',
    '030⁄123456',
    '030|123456',
    '030_123456',
    '030ー123456',
    '030/12/34/56',
    "030 12'34'56",
    '030\t123456',
    '030\u200b123456',
    '٠٣٠ ١٢٣٤٥٦',
    '۰۳۰۱۲۳۴۵۶',
    '📞 030 123456',
    '℡ 030 123456',
    'Telefon 030 123456 (Zentrale)',
    '030 123456 privat',
    'tel:030123456;phone-context=+49',
    '030 123456,12',
    '030 123456 Nst. 12',
    '030 123456 доб. 12',
    '030 123456 (ext 12)',
  ])('%j', (raw) => expect(read(raw)).toBe('+4930123456'));

  it.each([
    ['030/1234-56', '+4930123456', '+49301234'],
    ['030 12345-0', '+4930123450', '+493012345'],
    ['030 12345 - 0', '+4930123450', '+493012345'],
    ['030 12345 –0', '+4930123450', '+493012345'],
    ['+43 1 58610-0', '+431586100', '+43158610'],
  ])('%j is %s, a direct dial of %s', (raw, e164, stem) => expect(normalise(raw, 'DE')).toMatchObject({ e164, stem }));
});

describe('what is not one sure number', () => {
  const separators = [
    ' ',
    '  ',
    ', ',
    ';',
    ' / ',
    '/',
    '//',
    '\n',
    '\t',
    ' | ',
    '|',
    ' - ',
    '-',
    '.',
    ') (',
    ' + ',
    ' und ',
    ' o. ',
    ' & ',
  ];
  const national = fc
    .tuple(fc.constantFrom('030', '040', '0211', '0711', '06221', '0171', '0151'), fc.integer({ min: 20_000, max: 99_999_999 }))
    .map(([area, rest]) => `${area} ${rest}`);

  it('is two numbers in one field, whatever stands between them', () => {
    fc.assert(
      fc.property(national, national, fc.constantFrom(...separators), (one, two, between) => {
        const reading = normalise(`${one}${between}${two}`, 'DE');
        expect([one, between, two, isPhone(reading) && reading.isValid]).toEqual([one, between, two, false]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['030 123456/57', 'several'],
    ['030 123456 / 57', 'several'],
    ['030 123456 (57)', 'several'],
    ['030 123456 +49 40 654321', 'several'],
    ['030 123456 o. 57', 'letters'],
    ['711 1234567', 'no-area-code'],
    ['7712345', 'no-area-code'],
    ['030+123456', 'not-a-number'],
  ])('is %j (%s)', (raw, reason) => expect(normalise(raw, 'DE')).toEqual({ reason }));

  it('is not cut short at a sign that is unknown: every digit counts', () => {
    for (const sign of ["'", '’', '[', ']', ':', '.', '/', '-']) {
      const reading = normalise(`0711 12345${sign}678`, 'DE');
      if (isPhone(reading)) expect([sign, reading.e164]).toEqual([sign, '+4971112345678']);
    }
  });
});
