/** A file found inside a text. */
export interface InlineFile {
  name: string;
  bytes: Buffer;
}

function uuLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 32) & 63;
  const body = line.slice(1);
  // Trailing spaces are cut on the way; more than one group too many is no line of it.
  const groups = Math.ceil(length / 3);
  if (body.length > groups * 4 + 3 || /[^\x20-\x60]/.test(line)) return null;
  const out = Buffer.alloc(groups * 3);
  for (let i = 0; i < groups; i++) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((k) => ((body.charCodeAt(i * 4 + k) || 32) - 32) & 63);
    out[i * 3] = (a << 2) | (b >> 4);
    out[i * 3 + 1] = ((b & 15) << 4) | (c >> 2);
    out[i * 3 + 2] = ((c & 3) << 6) | d;
  }
  return out.subarray(0, length);
}

/** Lines from `start` (after `begin`) up to `end`; null when they are not uuencoded. */
function uuBody(lines: readonly string[], start: number): { bytes: Buffer; next: number } | null {
  const chunks: Buffer[] = [];
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^end\s*$/.test(line)) return { bytes: Buffer.concat(chunks), next: at + 1 };
    if (line.trim() === '' || line === '`') continue;
    const decoded = uuLine(line);
    if (!decoded) return null;
    chunks.push(decoded);
  }
  return null;
}

function yencBody(lines: readonly string[], start: number): { bytes: Buffer; next: number } | null {
  const chunks: Buffer[] = [];
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('=yend')) return { bytes: Buffer.concat(chunks), next: at + 1 };
    if (line.startsWith('=ypart')) continue;
    if (line.startsWith('=ybegin')) return null;
    const out: number[] = [];
    for (let i = 0; i < line.length; i++) {
      const isEscape = line[i] === '=';
      if (isEscape) i++;
      out.push((line.charCodeAt(i) - 42 - (isEscape ? 64 : 0)) & 255);
    }
    chunks.push(Buffer.from(out));
  }
  return null;
}

/** Files one text may hold; further ones stay text. */
const MAX_FILES = 200;

/** Takes uuencoded and yEnc files out of a text (Latin-1, lines ending in `\n`); what only looks like one stays in the text. */
export function takeInlineFiles(text: string): { text: string; files: InlineFile[] } {
  if (!/^(?:begin [0-7]{3,4} \S|=ybegin )/m.test(text)) return { text, files: [] };
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const kept: string[] = [];
  const files: InlineFile[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const uu = files.length >= MAX_FILES ? null : /^begin [0-7]{3,4} (\S.*)$/.exec(line);
    const yenc = uu || files.length >= MAX_FILES ? null : /^=ybegin .*\bname=(.*)$/.exec(line);
    const body = uu ? uuBody(lines, at + 1) : yenc ? yencBody(lines, at + 1) : null;
    if (body) {
      files.push({ name: (uu ?? yenc)?.[1]?.trim() ?? '', bytes: body.bytes });
      at = body.next;
    } else {
      kept.push(line);
      at++;
    }
  }
  return { text: kept.join('\n'), files };
}
