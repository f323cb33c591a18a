import { afterEach, expect, jest, test } from '@jest/globals';
import { callerIdentityStatus } from './caller-identity.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const key = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

test('a request to the global address is signed as Signature Version 4 has it', async () => {
  const fetched = jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 403 }));
  const deps = {
    endpoint: undefined,
    now: new Date('2026-11-21T10:00:00Z'),
    signal: AbortSignal.timeout(5_000),
  };
  expect(await callerIdentityStatus(key, deps)).toBe(403);
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect([String(url), init?.method, init?.redirect]).toEqual([
    'https://sts.amazonaws.com/',
    'POST',
    'manual',
  ]);
  // Worked out from the specification by another program.
  expect(init?.headers).toMatchObject({
    'x-amz-date': '20261121T100000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261121/us-east-1/sts/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=5102de971894e1e079028b9ddecd7dbfc3ebd993e85bc95153c05b4fc0bfd71a',
  });
});
