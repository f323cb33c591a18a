import { expect, test } from '@jest/globals';
import { isPublicAddress } from './public-address.ts';

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80e::200e',
])('%s is on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['this host', '0.0.0.0'],
  ['this host', '::'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['loopback', '::1'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['private', 'fc00::1'],
  ['of a provider behind NAT', '100.64.0.1'],
  ['of a provider behind NAT, where Alibaba has its metadata', '100.100.100.200'],
  ['link-local, where AWS has its metadata', '169.254.169.254'],
  ['link-local, where containers have their credentials', '169.254.170.2'],
  ['private, where AWS has its metadata', 'fd00:ec2::254'],
  ["Azure's server for its machines", '168.63.129.16'],
  ["Oracle's metadata", '192.0.0.192'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', '224.0.0.1'],
  ['multicast', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['for benchmarks', '198.18.0.1'],
  ['for documentation', '192.0.2.1'],
  ['for documentation', '2001:db8::1'],
  ['IPv4 in IPv6', '::ffff:10.0.0.1'],
  ['IPv4 in IPv6, even a public one', '::ffff:1.1.1.1'],
  ['IPv4 in IPv6, as it once was', '::127.0.0.1'],
  ['translated', '64:ff9b::7f00:1'],
  ['translated, of a network of its own', '64:ff9b:1::1'],
  ['6to4', '2002:7f00:1::1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['no address', 'localhost'],
  ['no address', '127.1'],
  ['no address', ''],
])('%s: %s is not', (_, address) => {
  expect(isPublicAddress(address)).toBe(false);
});
