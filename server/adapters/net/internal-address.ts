import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's out there: loopback, private, link-local, carrier-grade NAT, test and multicast (RFC 6890). */
const INTERNAL = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  INTERNAL.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INTERNAL.addSubnet(net, prefix, 'ipv6');

/** True for an address inside somebody's own network. An IPv4 address written as IPv6 counts as what it is. */
export function isInternal(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return INTERNAL.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** A host that may not be connected to. */
export class InternalHost extends Error {}

/**
 * The address to connect to. It is looked up once and then used, so that a name cannot lead elsewhere the second time. Throws InternalHost, and what the
 * lookup throws.
 */
export async function addressOf(host: string, allowsInternal: boolean): Promise<string> {
  const found = await lookup(host, { all: true });
  const [usable] = allowsInternal ? found : found.filter(({ address }) => !isInternal(address));
  if (!usable) throw new InternalHost(`${host} is an address inside this network, and the settings do not allow those.`);
  return usable.address;
}
