import { ref } from 'vue';

/** The sounds of the console; none for sent, saved or closed. */
export type SoundName = 'ring' | 'answered' | 'tick' | 'due' | 'lost';

interface Tone {
  /** Hz */
  frequency: number;
  /** seconds after the start of the sound */
  at: number;
  /** seconds */
  length: number;
  type: OscillatorType;
  gain: number;
}

/** Two-tone ring, auto-answer beep, second-call tick, wood tap for a due promise, step down for a lost connection. */
const SOUNDS: Record<SoundName, Tone[]> = {
  ring: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((at, index) => ({
    frequency: index % 2 === 0 ? 587 : 740,
    at,
    length: 0.1,
    type: 'triangle',
    gain: 0.5,
  })),
  answered: [{ frequency: 880, at: 0, length: 0.18, type: 'sine', gain: 0.3 }],
  tick: [{ frequency: 1400, at: 0, length: 0.03, type: 'sine', gain: 0.12 }],
  due: [
    { frequency: 320, at: 0, length: 0.07, type: 'triangle', gain: 0.4 },
    { frequency: 320, at: 0.14, length: 0.07, type: 'triangle', gain: 0.3 },
  ],
  lost: [
    { frequency: 520, at: 0, length: 0.18, type: 'sine', gain: 0.3 },
    { frequency: 370, at: 0.2, length: 0.26, type: 'sine', gain: 0.3 },
  ],
};

const RING_CYCLE_MS = 3000;
const STORAGE = 'ringback.volume';
let context: AudioContext | null = null;
let ringTimer: ReturnType<typeof setInterval> | undefined;

/** 0 to 1, remembered on this machine; 0 is off. */
export const volume = ref(Number(localStorage.getItem(STORAGE) ?? '0.8'));

/** Changes and remembers the volume, 0 to 1. */
export function setVolume(value: number): void {
  volume.value = Math.min(1, Math.max(0, value));
  localStorage.setItem(STORAGE, String(volume.value));
}

/** Must be called from a click or key press once: browsers allow sound only then. Resolves to whether sound works. */
export async function unlockSound(): Promise<boolean> {
  context ??= new AudioContext();
  await context.resume();
  return context.state === 'running';
}

/** Whether a ring would be heard. */
export function isSoundUnlocked(): boolean {
  return context?.state === 'running';
}

function playTone(audio: AudioContext, tone: Tone, loudness: number): void {
  const start = audio.currentTime + tone.at;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = tone.type;
  oscillator.frequency.value = tone.frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(tone.gain * loudness, start + 0.008);
  gain.gain.setValueAtTime(tone.gain * loudness, start + Math.max(0.008, tone.length - 0.012));
  gain.gain.linearRampToValueAtTime(0, start + tone.length);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + tone.length + 0.02);
}

/** Plays once; silent while sound is locked or off. `loudness` 0 to 1 below the set volume. */
export function play(name: SoundName, loudness = 1): void {
  if (context?.state !== 'running' || volume.value === 0) return;
  for (const tone of SOUNDS[name]) playTone(context, tone, volume.value * loudness);
}

/** Rings in three-second cycles, growing over the first three; `stopRing` ends it. */
export function startRing(): void {
  if (ringTimer !== undefined) return;
  let cycle = 1;
  play('ring', 0.5);
  ringTimer = setInterval(() => {
    cycle += 1;
    play('ring', Math.min(1, 0.25 + cycle * 0.25));
  }, RING_CYCLE_MS);
}

/** Ends the ringing. */
export function stopRing(): void {
  clearInterval(ringTimer);
  ringTimer = undefined;
}
