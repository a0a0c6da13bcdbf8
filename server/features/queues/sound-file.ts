/** What a sound file says about itself. */
export interface SoundFile {
  mediaType: 'audio/wav' | 'audio/mpeg';
  /** Whole seconds; null for MP3, whose length only decoding tells. */
  seconds: number | null;
}

/** WAV encodings the telephone network takes: PCM, A-law, µ-law. */
const WAV_CODECS = [1, 6, 7];

/** Walks the chunks of a RIFF file; `fmt ` and `data` may stand anywhere. */
function readWav(content: Buffer): SoundFile | null {
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= content.length; ) {
    const [name, size] = [content.toString('latin1', at, at + 4), content.readUInt32LE(at + 4)];
    if (name === 'fmt ') {
      if (size < 16 || at + 24 > content.length || !WAV_CODECS.includes(content.readUInt16LE(at + 8))) return null;
      bytesPerSecond = content.readUInt32LE(at + 16);
    }
    if (name === 'data') {
      const length = Math.min(size, content.length - at - 8);
      return bytesPerSecond > 0 && length > 0 ? { mediaType: 'audio/wav', seconds: Math.floor(length / bytesPerSecond) } : null;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

/** Recognises WAV (PCM, A-law, µ-law) and MP3 by their content, never by a name; null for anything else. */
export function readSoundFile(content: Buffer): SoundFile | null {
  if (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WAVE') return readWav(content);
  const isMpegFrame = content.length > 4 && content[0] === 0xff && ((content[1] ?? 0) & 0xe6) === 0xe2;
  return content.toString('latin1', 0, 3) === 'ID3' || isMpegFrame ? { mediaType: 'audio/mpeg', seconds: null } : null;
}
