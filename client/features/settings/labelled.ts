import type { Label } from '../../../shared/models/queues';

interface Labelled {
  label: Label;
}

/** A thing with a label in two languages as flat values: `labelDe`, `labelEn` beside its own keys. */
export function valuesOfLabelled(model: Labelled): Record<string, unknown> {
  return { ...model, labelDe: model.label.de, labelEn: model.label.en };
}
/** One flat value of such a thing. */
export function valueOfLabelled(model: Labelled, key: string): unknown {
  return valuesOfLabelled(model)[key];
}
/** The patch that an edit of flat values sends: the label travels whole; a language left empty takes the other's word. */
export function patchOfLabelled(model: Labelled | undefined, patch: Record<string, unknown>): Record<string, unknown> {
  const { labelDe, labelEn, ...rest } = patch;
  if (labelDe === undefined && labelEn === undefined) return rest;
  const de = String(labelDe ?? model?.label.de ?? '');
  const en = String(labelEn ?? model?.label.en ?? '');
  return { ...rest, label: { de: de || en, en: en || de } };
}
