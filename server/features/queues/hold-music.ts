/** Name of the product's own music below `/media`. */
export const HOLD_MUSIC_NAME = 'hold-music.wav';
/** Its length; it is seamless when repeated. */
export const HOLD_MUSIC_SECONDS = 64;

const RATE = 8000;
const CHORD_SECONDS = 4;
/** Sixteen calm chords as MIDI notes, bass first: a progression of our own, so that no rights are touched. */
const CHORDS: readonly (readonly number[])[] = [
  [48, 64, 67, 72, 76],
  [45, 64, 69, 72, 76],
  [41, 65, 69, 72, 77],
  [43, 62, 67, 71, 74],
  [40, 64, 67, 71, 76],
  [45, 64, 69, 72, 74],
  [50, 62, 65, 69, 74],
  [43, 62, 67, 71, 77],
  [48, 60, 64, 67, 72],
  [52, 64, 67, 71, 74],
  [53, 65, 69, 72, 76],
  [55, 62, 65, 71, 74],
  [45, 60, 64, 69, 72],
  [50, 65, 69, 72, 74],
  [43, 62, 65, 67, 71],
  [48, 64, 67, 72, 79],
];

const pitch = (note: number) => 440 * 2 ** ((note - 69) / 12);

/** Adds one plucked, softly decaying tone to the samples, wrapping round so that the end runs into the beginning. */
function pluck(samples: Float32Array, tone: { at: number; note: number; level: number; seconds: number }): void {
  const step = (2 * Math.PI * pitch(tone.note)) / RATE;
  for (let i = 0; i < tone.seconds * RATE; i++) {
    const fade = Math.min(1, i / 80) * Math.exp((-3 * i) / (tone.seconds * RATE));
    const wave = Math.sin(step * i) + 0.3 * Math.sin(2 * step * i) + 0.1 * Math.sin(3 * step * i);
    const at = (tone.at + i) % samples.length;
    samples[at] = (samples[at] ?? 0) + tone.level * fade * wave;
  }
}

/** ITU-T G.711 µ-law of one sample in −1…1. */
function muLaw(sample: number): number {
  const magnitude = Math.min(32_635, Math.round(Math.abs(sample) * 32_767)) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

function wav(data: Buffer): Buffer {
  const head = Buffer.alloc(58);
  head.write('RIFF', 0);
  head.writeUInt32LE(50 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(18, 16);
  head.writeUInt16LE(7, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.writeUInt16LE(0, 36);
  head.write('fact', 38);
  head.writeUInt32LE(4, 42);
  head.writeUInt32LE(data.length, 46);
  head.write('data', 50);
  head.writeUInt32LE(data.length, 54);
  return Buffer.concat([head, data]);
}

let composed: Buffer | null = null;

/** A minute of quiet arpeggios as a telephone-quality WAV (8 kHz µ-law, mono, 512 kB), computed once: nothing is fetched from anywhere. */
export function holdMusic(): Buffer {
  composed ??= compose();
  return composed;
}

function compose(): Buffer {
  const samples = new Float32Array(HOLD_MUSIC_SECONDS * RATE);
  CHORDS.forEach((chord, index) => {
    const start = index * CHORD_SECONDS * RATE;
    const [bass = 48, ...notes] = chord;
    pluck(samples, { at: start, note: bass, level: 0.14, seconds: CHORD_SECONDS });
    for (let beat = 0; beat < 8; beat++) {
      const note = notes[[0, 1, 2, 3, 2, 1, 2, 1][beat] ?? 0] ?? 60;
      pluck(samples, { at: start + (beat * CHORD_SECONDS * RATE) / 8, note, level: 0.1, seconds: 1.5 });
    }
  });
  return wav(Buffer.from(Uint8Array.from(samples, muLaw)));
}
