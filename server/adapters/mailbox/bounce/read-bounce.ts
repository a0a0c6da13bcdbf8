import type { Leaf } from '../mime/collector.js';
import type { Headers } from '../mime/header-fields.js';
import type { Part } from '../mime/part.js';
import type { BounceReport, MailAddress } from '../port.js';

export interface About {
  root: Part;
  leaves: readonly Leaf[];
  headers: Headers;
  text: string;
  from: MailAddress | null;
  subject: string;
}
export function readBounce(_about: About): BounceReport | null {
  return null;
}
