import { describe, expect, it } from 'vitest';
import { partiesText, readParties } from './addresses';

describe('a line of recipients', () => {
  it('comes back as it was written, names with commas too', () => {
    const parties = [
      { name: 'Petra Kurz', address: 'petra@kurz.example' },
      { name: 'Kurz, Petra', address: 'p.kurz@kurz.example' },
      { name: '', address: 'info@kurz.example' },
    ];
    expect(partiesText(parties)).toBe('Petra Kurz <petra@kurz.example>, "Kurz, Petra" <p.kurz@kurz.example>, info@kurz.example');
    expect(readParties(partiesText(parties))).toEqual({ parties, faults: [] });
  });

  it('takes semicolons and lines, counts an address once, and names what is none', () => {
    expect(readParties('a@b.example; A@b.example\nPetra, c@d.example')).toEqual({
      parties: [
        { name: '', address: 'a@b.example' },
        { name: '', address: 'c@d.example' },
      ],
      faults: ['Petra'],
    });
    expect(readParties(' , ;')).toEqual({ parties: [], faults: [] });
  });
});
