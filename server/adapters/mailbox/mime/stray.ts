import type { Collector } from './collector.js';
import { Headers } from './header-fields.js';
import { type Part, partOf } from './part.js';

/** Text of multiparts that have no part (a boundary that never comes): it is all the message says, so it becomes a text part of theirs. */
export function addStrayText(stray: ReadonlyMap<Part, Buffer>, collector: Collector): void {
  for (const [multipart, bytes] of stray) {
    if (bytes.toString('latin1').trim() === '') continue;
    const fields = multipart.encoding ? [{ name: 'content-transfer-encoding', raw: multipart.encoding }] : [];
    const part = partOf(new Headers(fields), multipart);
    multipart.children.push(part);
    const sink = collector.open(part);
    sink.write(bytes);
    sink.end();
  }
}
