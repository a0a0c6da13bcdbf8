import type { editPerson } from '../../../../shared/contract/people.js';
import type { PhoneNumber } from '../../../../shared/models/people.js';
import type { InputOf } from '../../../../shared/operation.js';
import { AppError } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { isPhone, mainLineStem, normalise, type PhoneReading } from '../../../core/phone.js';

/** Numbers as they are typed. */
export type PhoneInputs = NonNullable<InputOf<typeof editPerson>['phones']>;
/** A number ready to be stored. */
export interface PhoneRow extends PhoneNumber {
  stem: string | null;
}

/** Understands one number. Throws INVALID_NUMBER with its place in the list and the reason. */
export function readNumber(raw: string, country: string, index = 0): PhoneReading {
  const reading = normalise(raw, country);
  if (!isPhone(reading))
    throw new AppError('INVALID_NUMBER', `"${raw}" is no telephone number: ${reading.reason}.`, { index, reason: reading.reason });
  return reading;
}

/**
 * The numbers to store for a typed list; doubles are dropped. A number that was there before keeps its identity, its source, and the way it is written when
 * only its plain form came back. Throws INVALID_NUMBER.
 */
export function readNumbers(inputs: PhoneInputs, existing: readonly PhoneNumber[], country: string): PhoneRow[] {
  const rows = inputs.map((input, index) => {
    const before = existing.find((phone) => phone.id === input.id);
    const isUntouched = before !== undefined && (input.number === before.e164 || input.number === before.display);
    const reading = readNumber(isUntouched ? before.display : input.number, country, index);
    const extension = isUntouched ? before.extension : reading.extension;
    const isMainLine =
      input.isMainLine ?? (input.kind === undefined ? reading.isMainLine || (before?.isMainLine ?? false) : input.kind === 'main');
    return {
      id: before?.id ?? newId(),
      e164: reading.e164,
      extension,
      display: reading.international,
      kind: input.kind ?? before?.kind ?? kindOf(reading, isMainLine),
      isMainLine,
      source: before?.source ?? ('typed' as const),
      validFrom: input.validFrom ?? null,
      validUntil: input.validUntil ?? null,
      stem: isMainLine ? ((reading.isMainLine ? reading.stem : null) ?? mainLineStem(reading.e164)) : null,
    };
  });
  return rows.filter((row, index) => rows.findIndex((other) => other.e164 === row.e164 && other.extension === row.extension) === index);
}

function kindOf(reading: PhoneReading, isMainLine: boolean): PhoneNumber['kind'] {
  if (isMainLine) return 'main';
  return reading.kind === 'mobile' ? 'mobile' : 'work';
}
