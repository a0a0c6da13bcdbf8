import { describe, expect, it } from 'vitest';
import { HOLD_MUSIC_SECONDS, holdMusic } from './hold-music.js';
import { readSoundFile } from './sound-file.js';

describe('readSoundFile', () => {
  it('knows the product’s own music and its length', () => {
    expect(readSoundFile(holdMusic())).toEqual({ mediaType: 'audio/wav', seconds: HOLD_MUSIC_SECONDS });
  });
  it('knows MP3 with and without a tag', () => {
    expect(readSoundFile(Buffer.from('ID3\u0003'))?.mediaType).toBe('audio/mpeg');
    expect(readSoundFile(Buffer.from([0xff, 0xfb, 0x90, 0x00, 0x00]))?.mediaType).toBe('audio/mpeg');
  });
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['text', Buffer.from('hello, world')],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00])],
    ['a WAV that stops before its sound', holdMusic().subarray(0, 50)],
    ['a WAV of another codec', Buffer.concat([holdMusic().subarray(0, 20), Buffer.from([85, 0]), holdMusic().subarray(22)])],
    ['a WAV with a false chunk size', Buffer.concat([Buffer.from('RIFF\xff\xff\xff\xffWAVEjunk\xff\xff\xff\x7f', 'latin1')])],
  ])('refuses %s', (_name, content) => {
    expect(readSoundFile(content)).toBeNull();
  });
});

describe('holdMusic', () => {
  it('is heard, does not clip and ends where it begins', () => {
    const samples = holdMusic().subarray(58);
    const loud = samples.filter((byte) => (byte & 0x7f) < 0x10).length;
    const silent = samples.filter((byte) => (byte & 0x7f) > 0x70).length;
    expect(loud).toBe(0);
    expect(silent / samples.length).toBeLessThan(0.2);
  });
});
