import { onScopeDispose, ref } from 'vue';

/** How the test of the microphone stands. */
export type MicrophoneState = 'untested' | 'asking' | 'heard' | 'missing' | 'denied';

/** Opens the microphone and measures how loud it is, 0 to 1, until the component goes; the sound itself goes nowhere. */
export function useMicrophone() {
  const state = ref<MicrophoneState>('untested');
  const level = ref(0);
  const device = ref('');
  let stream: MediaStream | null = null;
  let audio: AudioContext | null = null;
  let frame = 0;

  function measure(analyser: AnalyserNode, samples: Float32Array<ArrayBuffer>): void {
    analyser.getFloatTimeDomainData(samples);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    // Falls slowly and rises at once, so that a short word is seen; quiet speech reaches the middle.
    level.value = Math.max(Math.min(1, Math.sqrt(peak)), level.value * 0.9);
    frame = requestAnimationFrame(() => measure(analyser, samples));
  }
  /** Asks for the microphone. Resolves when it is open, missing or refused; never throws. */
  async function open(): Promise<void> {
    if (stream) return;
    state.value = 'asking';
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      state.value = error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'missing';
      return;
    }
    device.value = stream.getAudioTracks()[0]?.label ?? '';
    audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 512;
    audio.createMediaStreamSource(stream).connect(analyser);
    state.value = 'heard';
    measure(analyser, new Float32Array(analyser.fftSize));
  }
  function close(): void {
    cancelAnimationFrame(frame);
    for (const track of stream?.getTracks() ?? []) track.stop();
    void audio?.close();
    [stream, audio] = [null, null];
  }
  onScopeDispose(close);
  return { state, level, device, open, close };
}
