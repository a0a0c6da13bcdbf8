/** One file inside winmail.dat. */
export interface TnefFile {
  name: string;
  contentType: string;
  cid: string | null;
  bytes: Buffer;
}

/** What a TNEF container holds (MS-OXTNEF). */
export interface TnefContent {
  files: TnefFile[];
  text: string | null;
  html: string | null;
}

const SIGNATURE = 0x223e9f78;
const ATTRIBUTE = {
  body: 0x2800c,
  title: 0x18010,
  data: 0x6800f,
  rendering: 0x69002,
  attachmentProps: 0x69005,
  messageProps: 0x69003,
  codepage: 0x69007,
};
const PROPERTY = {
  body: 0x1000,
  html: 0x1013,
  data: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  displayName: 0x3001,
  mime: 0x370e,
  cid: 0x3712,
};

/** Bytes of one value of a fixed type, without padding. */
const FIXED: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const MAX_VALUES = 10_000;

class Cursor {
  at = 0;
  constructor(readonly bytes: Buffer) {}
  u16(): number {
    this.at += 2;
    return this.bytes.readUInt16LE(this.at - 2);
  }
  u32(): number {
    this.at += 4;
    return this.bytes.readUInt32LE(this.at - 4);
  }
  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new RangeError('TNEF ends too early');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  skipPadding(length: number): void {
    this.at += (4 - (length % 4)) % 4;
  }
}

type Value = { type: number; bytes: Buffer };

/** A named property carries its name before its value. */
function skipName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.u32() === 0) cursor.take(4);
  else {
    const length = cursor.u32();
    cursor.take(length);
    cursor.skipPadding(length);
  }
}

function readValue(cursor: Cursor, type: number): Buffer {
  const base = type & 0xfff;
  const fixed = FIXED[base];
  const count = fixed !== undefined && !(type & 0x1000) ? 1 : Math.min(cursor.u32(), MAX_VALUES);
  let first: Buffer = Buffer.alloc(0);
  for (let i = 0; i < count; i++) {
    const length = fixed ?? cursor.u32();
    const bytes = cursor.take(length);
    if (fixed === undefined) cursor.skipPadding(length);
    if (i === 0) first = bytes;
  }
  return first;
}

function readProperties(bytes: Buffer): Map<number, Value> {
  const found = new Map<number, Value>();
  const cursor = new Cursor(bytes);
  try {
    const count = Math.min(cursor.u32(), MAX_VALUES);
    for (let i = 0; i < count; i++) {
      const type = cursor.u16();
      const id = cursor.u16();
      if (id >= 0x8000) skipName(cursor);
      const value = readValue(cursor, type);
      if (!found.has(id)) found.set(id, { type: type & 0xfff, bytes: value });
    }
  } catch (error) {
    // A cut container still gives what came before the cut.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

const decoderOf = (codepage: number) => {
  try {
    return new TextDecoder(
      codepage === 65001 ? 'utf-8' : codepage === 932 ? 'shift_jis' : codepage === 936 ? 'gb18030' : `windows-${codepage}`,
    );
  } catch {
    return new TextDecoder('windows-1252');
  }
};

interface State {
  codepage: number;
  files: Partial<TnefFile>[];
  text: string | null;
  html: string | null;
}

function textOf(value: Value | undefined, codepage: number): string | null {
  if (!value) return null;
  const text = value.type === 0x1f ? value.bytes.toString('utf16le') : decoderOf(codepage).decode(value.bytes);
  return text.replace(/\0[\s\S]*$/, '');
}

function attachmentProperties(file: Partial<TnefFile>, bytes: Buffer, codepage: number): void {
  const properties = readProperties(bytes);
  const text = (id: number) => textOf(properties.get(id), codepage);
  file.name = text(PROPERTY.longName) || file.name || text(PROPERTY.displayName) || text(PROPERTY.shortName) || '';
  file.contentType = text(PROPERTY.mime)?.toLowerCase() || file.contentType || '';
  file.cid = text(PROPERTY.cid)?.replace(/[<>]/g, '') || null;
  const data = properties.get(PROPERTY.data);
  // Embedded objects carry sixteen bytes of interface identifier before their data.
  if (data && !file.bytes?.length) file.bytes = data.type === 13 ? data.bytes.subarray(16) : data.bytes;
}

function messageProperties(state: State, bytes: Buffer): void {
  const properties = readProperties(bytes);
  state.text = textOf(properties.get(PROPERTY.body), state.codepage) ?? state.text;
  state.html = textOf(properties.get(PROPERTY.html), state.codepage) ?? state.html;
}

function take(state: State, id: number, bytes: Buffer): void {
  if (id === ATTRIBUTE.codepage && bytes.length >= 4) state.codepage = bytes.readUInt32LE(0);
  if (id === ATTRIBUTE.body) state.text ??= textOf({ type: 0x1e, bytes }, state.codepage);
  if (id === ATTRIBUTE.messageProps) messageProperties(state, bytes);
  if (id === ATTRIBUTE.rendering) state.files.push({});
  if (id !== ATTRIBUTE.title && id !== ATTRIBUTE.data && id !== ATTRIBUTE.attachmentProps) return;
  if (state.files.length === 0) state.files.push({});
  const file = state.files.at(-1) ?? {};
  if (id === ATTRIBUTE.title) file.name ||= textOf({ type: 0x1e, bytes }, state.codepage) ?? '';
  if (id === ATTRIBUTE.data) file.bytes = bytes;
  if (id === ATTRIBUTE.attachmentProps) attachmentProperties(file, bytes, state.codepage);
}

/** Opens Outlook's winmail.dat; null when it is none. What is cut or broken ends the reading, not the message. */
export function readTnef(bytes: Buffer): TnefContent | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  const state: State = { codepage: 1252, files: [], text: null, html: null };
  const cursor = new Cursor(bytes);
  cursor.at = 6;
  try {
    while (cursor.at + 9 <= bytes.length) {
      cursor.take(1);
      const id = cursor.u32();
      take(state, id & 0xfffff, cursor.take(cursor.u32()));
      cursor.take(2);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const files = state.files
    .filter((file): file is Partial<TnefFile> & { bytes: Buffer } => (file.bytes?.length ?? 0) > 0)
    .map((file) => ({
      name: file.name ?? '',
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType ?? '') ? (file.contentType ?? '') : 'application/octet-stream',
      cid: file.cid ?? null,
      bytes: file.bytes,
    }));
  return { files, text: state.text, html: state.html };
}
