import { describe, expect, it } from 'vitest';
import { domainOf, senderFlags } from './sender-check.js';

const ours = { domains: ['nordlicht-handel.example'], names: ['Nordlicht Service', 'Ayla Demir'] };
const flags = (name: string, address: string) => senderFlags({ name, address }, ours);

describe('how a sender calls themselves', () => {
  it.each([
    ['Petra Kurz', 'petra.kurz@kurz-bau.example'],
    ['', 'p@web.example'],
    ['petra.kurz@kurz-bau.example', 'petra.kurz@mail.kurz-bau.example'],
    ['Ayla Demir', 'ayla@nordlicht-handel.example'],
    ['Nordlicht Service', 'service@post.nordlicht-handel.example'],
    ['Nordlicht', 'info@nordlicht-verein.example'],
  ])('finds nothing wrong with %s <%s>', (name, address) => {
    expect(flags(name, address)).toEqual([]);
  });

  it('flags a name that is another address', () => {
    expect(flags('buchhaltung@kurz-bau.example', 'x81@mailer.example')).toEqual(['other-address']);
  });

  it('flags our names before foreign addresses, also in letters that only look the same', () => {
    expect(flags('Ayla Demir', 'ayla.demir@mailer.example')).toEqual(['our-name']);
    expect(flags('Аylа Dеmіr', 'a@mailer.example')).toEqual(['our-name']);
  });

  it.each([
    'nordl1cht-handel.example',
    'nordlicht-hande1.example',
    'nordicht-handel.example',
    'nordlihct-handel.example',
    'nordlichthandel.example',
  ])('flags %s as a look-alike', (domain) => {
    expect(flags('Petra', `p@${domain}`)).toEqual(['look-alike']);
  });

  it('reads domains in punycode as they are shown', () => {
    expect(domainOf('p@xn--mller-kva.example')).toBe('müller.example');
    expect(domainOf('p@xn--bcher-kva.example')).toBe('bücher.example');
    expect(domainOf('p@xn--80ak6aa92e.example')).toBe('аррӏе.example');
    expect(senderFlags({ name: '', address: 'p@xn--80ak6aa92e.example' }, { domains: ['apple.example'], names: [] })).toEqual([
      'look-alike',
    ]);
    expect(domainOf('p@xn--!!.example')).toBe('xn--!!.example');
  });
});
