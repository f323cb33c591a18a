import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createMailer } from './mailer.ts';
import { lambdaOutside } from './outside.ts';

test('an AWS service that never answers is given up within three seconds, and a mail is tried once', async () => {
  let calls = 0;
  const silent = createServer(() => {
    calls += 1;
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const SES_ENDPOINT = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const mailer = createMailer({ EMAIL_FROM: 'Cue <a@cue.example>', SES_ENDPOINT }, lambdaOutside);
  const startedMs = Date.now();
  await expect(mailer.send({ to: 'a@example.com', subject: '', text: '', html: '' })).rejects.toThrow();
  expect([Date.now() - startedMs < 3_000, calls]).toEqual([true, 1]);
  silent.closeAllConnections();
  silent.close();
}, 15_000);
