import { createRequire } from 'node:module';

/** Providers the kept list does not name: anybody may have an address there. */
const MORE = [
  'posteo.de',
  'posteo.net',
  'aon.at',
  '1und1.de',
  'vodafone.de',
  'vodafonemail.de',
  'unitybox.de',
  'gmx.li',
  'chello.at',
  'hispeed.ch',
  'skynet.be',
  'tutanota.de',
  'hey.com',
];
const providers: ReadonlySet<string> = new Set([...(createRequire(import.meta.url)('email-providers/all.json') as string[]), ...MORE]);

/** The domain of an address when it says which company somebody belongs to; null for public mail providers and for no address at all. */
export function companyDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domain === '' || domain === address || !domain.includes('.') || providers.has(domain) ? null : domain;
}
