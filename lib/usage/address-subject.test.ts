import { expect, test } from '@jest/globals';
import { addressSubject } from './address-subject.ts';

const secret = 'a secret of at least thirty-two characters';
const morning = new Date('2026-11-21T00:00:00Z');
const subject = (address: string, now = morning) => addressSubject(secret, address, now);

test('an address is known by an HMAC, in which it cannot be read', () => {
  expect(subject('198.51.100.10')).toMatch(/^adr_[\w-]{43}$/);
  expect(subject('198.51.100.10')).not.toBe(addressSubject('another secret', '198.51.100.10', morning));
  expect(subject('198.51.100.10')).not.toBe(subject('198.51.100.11'));
});

test('it is the same all day, and another the day after', () => {
  const first = subject('198.51.100.10');
  expect(subject('198.51.100.10', new Date('2026-11-21T23:59:59.999Z'))).toBe(first);
  expect(subject('198.51.100.10', new Date('2026-11-22T00:00:00Z'))).not.toBe(first);
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9'],
  ['2001:db8:1:2::', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff'],
  ['2001:db8::1', '2001:db8:0:0:7::'],
  ['::1', '0:0:0:0:ffff::1'],
  ['fe80::1%eth0', 'fe80::2'],
  ['::ffff:198.51.100.10', '::ffff:c633:640a'],
])('addresses of one /64 are one: %s and %s', (one, other) => {
  expect(subject(one)).toBe(subject(other));
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['2001:db8:1::1', '2001:db8:1:1::1'],
  ['::ffff:198.51.100.10', '::ffff:198.51.100.11'],
])('addresses of two networks are two: %s and %s', (one, other) => {
  expect(subject(one)).not.toBe(subject(other));
});
