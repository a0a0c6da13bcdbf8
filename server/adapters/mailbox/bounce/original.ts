import { nestedHeaders } from '../mime/attachments.js';
import type { Leaf } from '../mime/collector.js';
import { headerText } from '../mime/encoded-words.js';
import { Headers, readHeaderBlock } from '../mime/header-fields.js';
import { parseMessageId, parseMessageIds } from '../mime/message-ids.js';
import { reportLines } from './report-text.js';

/** The header of the mail a report is about: from the copy it carries, else from the copy in its text. */
export function originalHeaders(leaves: readonly Leaf[], text: string): Headers | null {
  const copy = leaves.find(
    ({ part, bytes }) => /^(?:message\/(?:rfc822|global)|text\/(?:rfc822-headers?))$/.test(part.type) && bytes.length > 0,
  );
  if (copy) return nestedHeaders(copy.bytes);
  const lines = text.split('\n');
  const id = lines.findLastIndex((line) => /^[>\s]*Message-ID:\s*\S/i.test(line));
  if (id < 0) return afterReport(lines);
  const start = lines.slice(0, id).findLastIndex((line) => line.trim() === '') + 1;
  const length = lines.slice(id).findIndex((line) => line.trim() === '');
  const block = lines.slice(start, length < 0 ? lines.length : id + length).map((line) => line.replace(/^[>\s]{1,4}(?=[A-Z][\w-]*:)/, ''));
  return new Headers(readHeaderBlock(block).fields);
}

/** The header that stands behind the report without a Message-ID of its own. */
function afterReport(lines: readonly string[]): Headers | null {
  const rest = lines.slice(reportLines(lines.join('\n')).length);
  const start = rest.findIndex((line) => /^[A-Z][\w-]*:\s/.test(line));
  if (start < 0) return null;
  const end = rest.findIndex((line, at) => at > start && line.trim() === '');
  return new Headers(readHeaderBlock(rest.slice(start, end < 0 ? rest.length : end)).fields);
}

/** What identifies the mail a report is about. */
export function originalOf(headers: Headers | null): {
  originalMessageId: string | null;
  originalSubject: string | null;
  originalReferences: string[];
} {
  return {
    originalMessageId: headers ? parseMessageId(headers.raw('message-id')) : null,
    originalSubject: headers ? headerText(headers.raw('subject')) || null : null,
    originalReferences: headers ? parseMessageIds(headers.raw('references')) : [],
  };
}
