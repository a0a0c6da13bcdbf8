/** UTF-7 (RFC 2152): `+…-` holds UTF-16 in base64 without padding. What is broken stays as it stands. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (all, body: string) => {
    if (body === '') return all === '+-' ? '+' : all;
    const bytes = Buffer.from(body, 'base64');
    if (bytes.length < 2) return all;
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}

/** HZ (RFC 1843): between `~{` and `~}` two GB 2312 characters of seven bits each. */
export function hzToGbk(bytes: Buffer): Buffer {
  const out: number[] = [];
  let isShifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const [byte, next] = [bytes[i] ?? 0, bytes[i + 1]];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d)) {
      isShifted = next === 0x7b;
      i++;
    } else if (byte === 0x7e && (next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) out.push(0x7e);
      i++;
    } else {
      if (byte === 0x0a) isShifted = false;
      out.push(isShifted && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return Buffer.from(out);
}

/** ISO-2022-KR (RFC 1557): shift-out and shift-in around Korean of seven bits. */
export function iso2022KrToEucKr(bytes: Buffer): Buffer {
  const out: number[] = [];
  let isShifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x1b && bytes[i + 1] === 0x24) i += 3;
    else if (byte === 0x0e || byte === 0x0f) isShifted = byte === 0x0e;
    else {
      if (byte === 0x0a) isShifted = false;
      out.push(isShifted && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return Buffer.from(out);
}
