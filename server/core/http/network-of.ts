import { isIPv4, isIPv6 } from 'node:net';

/** Two words of an IPv4 address written inside an IPv6 one. */
const dotted = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/**
 * The network an address is counted by when somebody guesses: the address itself for IPv4 (also when it comes mapped, `::ffff:192.0.2.1`, or through
 * NAT64), the first 64 bits for IPv6, because one household has all the rest of them (RFC 4291, RFC 6177). Every spelling of an address gives the same
 * text; what is no address is returned as it is.
 */
export function networkOf(ip: string): string {
  const [bare = ''] = ip.split('%');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return ip;
  const words = wordsOf(bare);
  const [, , , , , sixth = 0, high = 0, low = 0] = words;
  const isMapped = words.slice(0, 5).every((word) => word === 0) && sixth === 0xffff;
  const isNat64 = words[0] === 0x64 && words[1] === 0xff9b && words.slice(2, 6).every((word) => word === 0);
  if (isMapped || isNat64) return dotted(high, low);
  const network = words.slice(0, 4).map((word) => word.toString(16));
  return `${network.join(':')}::/64`;
}

/** The eight 16-bit words of a valid IPv6 address in any spelling. */
function wordsOf(ip: string): number[] {
  // The URL parser writes every address in its shortest form, hexadecimal throughout (RFC 5952).
  const shortest = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [before = '', after] = shortest.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  const [left, right] = [parse(before), parse(after ?? '')];
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}
