import type { MailParty } from '../../../../shared/models/mail';

const ADDRESS = /^[^\s@<>(),;:"\p{Cc}]+@[^\s@<>(),;:"\p{Cc}]+$/u;

/** Parties as they are typed: `Petra Kurz <petra@kurz.example>, info@kurz.example`. Names with a comma stand in quotes. */
export function partiesText(parties: readonly MailParty[]): string {
  return parties
    .map(({ name, address }) => {
      const plain = name.replace(/["<>\\]/g, '').trim();
      if (plain === '' || plain === address) return address;
      return /[,;@]/.test(plain) ? `"${plain}" <${address}>` : `${plain} <${address}>`;
    })
    .join(', ');
}

/** Reads a typed line of recipients: parted by comma, semicolon or line. What is no address stands in `faults`. The same address counts once. */
export function readParties(text: string): { parties: MailParty[]; faults: string[] } {
  const parts = text.match(/(?:"[^"]*"|[^,;\n])+/g) ?? [];
  const found = new Map<string, MailParty>();
  const faults: string[] = [];
  for (const part of parts.map((one) => one.trim()).filter(Boolean)) {
    const [, quoted, plain, inside] = /^(?:"([^"]*)"\s*|([^<"]*))<([^<>]+)>$/.exec(part) ?? [];
    const address = (inside ?? part).trim();
    if (!ADDRESS.test(address)) faults.push(part);
    else if (!found.has(address.toLowerCase())) found.set(address.toLowerCase(), { name: (quoted ?? plain ?? '').trim(), address });
  }
  return { parties: [...found.values()], faults };
}
