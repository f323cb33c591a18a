import { BlockList, isIP } from 'node:net';

type Net = readonly [address: string, prefix: number];

/** What is not the internet at large. https://www.iana.org/assignments/iana-ipv4-special-registry */
const special4: readonly Net[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Azure's own server for its machines stands among public addresses.
  ['168.63.129.16', 32],
];

/** All of IPv6 that is given to anybody; mapped, translated, local and multicast addresses are outside of it. */
const unicast6: Net = ['2000::', 3];

/** Inside of that. https://www.iana.org/assignments/iana-ipv6-special-registry */
const special6: readonly Net[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

function listOf(family: 'ipv4' | 'ipv6', nets: readonly Net[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of nets) list.addSubnet(address, prefix, family);
  return list;
}

const notPublic4 = listOf('ipv4', special4);
const given6 = listOf('ipv6', [unicast6]);
const notPublic6 = listOf('ipv6', special6);

/** Whether anybody on the internet could be there, and nobody of our own network or its provider's. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic4.check(address, 'ipv4');
  return version === 6 && given6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
}
