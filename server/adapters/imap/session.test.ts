import { describe, expect, it } from 'vitest';
import { groupMails } from './session.js';

describe('groupMails', () => {
  it('puts small neighbours together and leaves large ones alone, in their order', () => {
    const sizes = [10, 20, 3_000_000, 30, 200_000];
    const groups = groupMails(sizes.map((bytes, uid) => ({ uid, bytes })));
    expect(groups.map((group) => group.map(({ uid }) => uid))).toEqual([[0, 1], [2], [3, 4]]);
  });

  it('never asks for more than two megabytes at once', () => {
    const groups = groupMails(Array.from({ length: 50 }, (_, uid) => ({ uid, bytes: 250_000 })));
    expect(Math.max(...groups.map((group) => group.length))).toBe(8);
    expect(groups.flat()).toHaveLength(50);
  });
});
