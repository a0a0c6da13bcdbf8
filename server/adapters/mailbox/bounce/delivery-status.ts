import { cleanAddress } from '../mime/addresses.js';
import { headerText } from '../mime/encoded-words.js';
import { Headers, readHeaderBlock } from '../mime/header-fields.js';

/** One recipient of a delivery status notification (RFC 3464 §2.3). */
export interface StatusGroup {
  address: string;
  action: string;
  status: string | null;
  diagnostic: string;
  remote: string;
}

/** `rfc822; a@b` without its type. */
function typed(raw: string): string {
  return raw.replace(/^\s*[\w-]+\s*;\s*/, '').trim();
}

function addressOf(headers: Headers): string {
  for (const name of ['final-recipient', 'x-actual-recipient', 'original-recipient', 'x-final-recipient']) {
    const address = cleanAddress(typed(headers.raw(name)));
    if (address.includes('@')) return address;
  }
  return cleanAddress(typed(headers.raw('final-recipient') || headers.raw('original-recipient')));
}

/** Words of the other side, continuation lines of a many-line reply joined. */
function diagnosticOf(headers: Headers): string {
  const raw = headers.raw('diagnostic-code') || headers.raw('x-error-diagnostic') || headers.raw('x-supplementary-info');
  // A diagnostic of a local program has no words of a server.
  return headerText(/^\s*x-unix/i.test(raw) ? raw : typed(raw)).slice(0, 2000);
}

/** Reads the groups of a message/delivery-status; groups are parted by empty lines, by some programs by nothing. */
export function readDeliveryStatus(text: string): StatusGroup[] {
  const groups: StatusGroup[] = [];
  for (const block of text.replace(/\r/g, '').split(/\n[ \t]*\n/)) {
    const { fields } = readHeaderBlock(block.split('\n'));
    const starts = fields.flatMap(({ name }, at) => (name === 'final-recipient' ? [at] : []));
    // Several recipients in one block: a new one begins with the field its first one began with.
    const first = starts.length > 1 ? (fields[starts[0] ?? 0]?.name ?? '') : '';
    const cuts = starts.length > 1 ? fields.flatMap(({ name }, at) => (name === first ? [at] : [])) : [0];
    cuts.forEach((from, index) => {
      const headers = new Headers(fields.slice(from, cuts[index + 1] ?? fields.length));
      if (!headers.has('final-recipient') && !headers.has('original-recipient') && !headers.has('action')) return;
      groups.push({
        address: addressOf(headers),
        action:
          headers
            .text('action')
            .toLowerCase()
            .split(/[\s(;]/)[0] ?? '',
        status: headers.text('status') || null,
        diagnostic: diagnosticOf(headers),
        remote: typed(headers.text('remote-mta')),
      });
    });
  }
  return groups.filter(({ address, action }) => address !== '' || action !== '');
}
