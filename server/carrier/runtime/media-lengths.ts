/** How long a file is remembered, on the wall clock. */
const REMEMBERED_MS = 60_000;
const FETCH_LIMIT_MS = 5000;
/** Bytes a second of an MP3 at the usual 128 kbit/s. */
const MP3_BYTES_PER_SECOND = 16_000;

/** Knows how long a `<Play>` takes, by looking at the file itself once a minute. */
export class MediaLengths {
  readonly #known = new Map<string, { until: number; ms: Promise<number> }>();

  /** `unknownMs` is assumed of files that cannot be had or read, such as music on another network. */
  constructor(
    readonly unknownMs: number,
    readonly track: <T>(work: Promise<T>) => Promise<T>,
  ) {}

  /** Length in milliseconds; 0 for a file its server refuses. Never throws. */
  lengthOf(url: string): Promise<number> {
    const known = this.#known.get(url);
    if (known && known.until > Date.now()) return known.ms;
    const ms = this.track(measure(url, this.unknownMs));
    this.#known.set(url, { until: Date.now() + REMEMBERED_MS, ms });
    return ms;
  }
}

async function measure(url: string, unknownMs: number): Promise<number> {
  const control = new AbortController();
  const limit = setTimeout(() => control.abort(), FETCH_LIMIT_MS);
  try {
    const response = await fetch(url, { signal: control.signal });
    if (!response.ok) return 0;
    const head = await firstBytes(response, 64);
    return lengthFrom(head, Number(response.headers.get('content-length') ?? 0)) ?? unknownMs;
  } catch {
    return unknownMs;
  } finally {
    clearTimeout(limit);
    control.abort();
  }
}

async function firstBytes(response: Response, wanted: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      const bytes: Uint8Array = chunk;
      chunks.push(bytes);
      size += bytes.length;
      if (size >= wanted) break;
    }
  }
  return Buffer.concat(chunks);
}

/** Milliseconds of a WAV (by its header) or MP3 (by its size); undefined for anything else. */
export function lengthFrom(head: Buffer, size: number): number | undefined {
  if (head.length >= 44 && head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE') {
    const bytesPerSecond = head.readUInt32LE(28);
    const bytes = size > 44 ? size - 44 : head.readUInt32LE(4) - 36;
    return bytesPerSecond > 0 ? Math.round((bytes / bytesPerSecond) * 1000) : undefined;
  }
  const isMp3 = head.toString('latin1', 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0);
  return isMp3 && size > 0 ? Math.round((size / MP3_BYTES_PER_SECOND) * 1000) : undefined;
}
