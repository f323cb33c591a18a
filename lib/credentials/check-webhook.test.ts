import { describe, expect, test } from '@jest/globals';
import { checkWebhook } from './check-webhook.ts';

const hook = new URL('https://hooks.example/services/1');
const inTime = () => AbortSignal.timeout(5_000);

/** A network of these addresses behind every name, where whoever is asked answers so. */
function networkOf(addresses: readonly string[], answer: number | { code: string }) {
  const asked: string[][] = [];
  return {
    asked,
    addressesOf: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    askAddress: async (to: { addresses: readonly { address: string }[] }) => {
      asked.push(to.addresses.map(({ address }) => address));
      if (typeof answer === 'number') return answer;
      throw Object.assign(new Error('Words of theirs'), answer);
    },
  };
}

describe('a name that leads to our own network is never asked', () => {
  test.each([
    ['at once', ['10.0.0.5']],
    ['to the metadata', ['169.254.169.254']],
    ['beside a public address', ['93.184.216.34', '127.0.0.1']],
    ['by IPv6 beside a public address', ['93.184.216.34', '::ffff:10.0.0.1']],
  ])('%s', async (_, addresses) => {
    const network = networkOf(addresses, 200);
    expect(await checkWebhook(hook, inTime(), network)).toEqual({
      status: 'invalid',
      detail: 'This address is not on the public internet.',
    });
    expect(network.asked).toEqual([]);
  });
});

test('the addresses that were looked at are those that are asked, whatever the name leads to later', async () => {
  const network = networkOf(['93.184.216.34', '2606:4700::1111'], 200);
  let looks = 0;
  const rebinding = {
    ...network,
    addressesOf: async () => {
      looks += 1;
      return looks === 1 ? network.addressesOf() : [{ address: '127.0.0.1', family: 4 }];
    },
  };
  expect((await checkWebhook(hook, inTime(), rebinding)).status).toBe('valid');
  expect([looks, network.asked]).toEqual([1, [['93.184.216.34', '2606:4700::1111']]]);
});

test.each([
  [200, 'valid'],
  [204, 'valid'],
  [400, 'valid'],
  [401, 'valid'],
  [405, 'valid'],
  [301, 'unchecked'],
  [404, 'invalid'],
  [410, 'invalid'],
  [502, 'unchecked'],
])('an address that answers HEAD with %i is %s', async (status, verdict) => {
  expect((await checkWebhook(hook, inTime(), networkOf(['93.184.216.34'], status))).status).toBe(verdict);
});

test.each([
  ['ENOTFOUND', 'invalid'],
  ['EAI_AGAIN', 'unchecked'],
  ['ECONNREFUSED', 'unchecked'],
  ['ETIMEDOUT', 'unchecked'],
  ['ABORT_ERR', 'unchecked'],
  ['HPE_HEADER_OVERFLOW', 'unchecked'],
  ['CERT_HAS_EXPIRED', 'invalid'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'invalid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'invalid'],
])('a failure with %s is %s, in our words', async (code, verdict) => {
  const { status, detail } = await checkWebhook(hook, inTime(), networkOf(['93.184.216.34'], { code }));
  expect([status, detail.includes('theirs')]).toEqual([verdict, false]);
});

test('a fault of ours is none of the webhook', async () => {
  const broken = {
    ...networkOf([], 200),
    addressesOf: () => Promise.reject(new TypeError('x is undefined')),
  };
  await expect(checkWebhook(hook, inTime(), broken)).rejects.toThrow('x is undefined');
});
