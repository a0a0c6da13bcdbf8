import type { HttpMethod } from '../model/call.js';
import { DocumentFailure, type TwimlDocument } from './document.js';
import type { XmlElement } from './xml.js';

/** A whole number attribute; the default when absent. Throws `DocumentFailure` (12200) when it is no number. */
export function numberOf(element: XmlElement, name: string, fallback: number): number {
  const text = element.attributes[name];
  if (text === undefined || text === 'auto') return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new DocumentFailure(12200, `Invalid value "${text}" of ${element.name} ${name}`);
  return value;
}

/** A boolean attribute; the default when absent. Throws `DocumentFailure` (12200) when it is neither true nor false. */
export function flagOf(element: XmlElement, name: string, fallback: boolean): boolean {
  const text = element.attributes[name];
  if (text === undefined) return fallback;
  if (text !== 'true' && text !== 'false') throw new DocumentFailure(12200, `Invalid value "${text}" of ${element.name} ${name}`);
  return text === 'true';
}

/** A method attribute, POST unless given. */
export function methodOf(element: XmlElement, name: string, fallback: HttpMethod = 'POST'): HttpMethod {
  const text = element.attributes[name]?.toUpperCase();
  return text === 'GET' || text === 'POST' ? text : fallback;
}

/**
 * An address in a document, made absolute. Absolute ones stay as written, letter for letter, because they are signed so.
 * Throws `DocumentFailure`: 15004 for a relative address in inline TwiML, 11100 for nonsense.
 */
export function resolveUrl(document: TwimlDocument, address: string): string {
  if (/^https?:\/\//i.test(address)) return address;
  if (document.base === undefined) throw new DocumentFailure(15004, `Relative URL "${address}" in inline TwiML`);
  try {
    return new URL(address, document.base).toString();
  } catch {
    throw new DocumentFailure(11100, `Invalid URL "${address}"`, document.base);
  }
}
