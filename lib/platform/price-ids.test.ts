import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { lambdaOutside } from './outside.ts';
import { priceIdReader } from './price-ids.ts';

const names = ['STRIPE_PRICE_ID_CORE', 'STRIPE_PRICE_ID_PRO', 'STRIPE_PRICE_ID_GOLD'];

function openReader(environment: Record<string, string>) {
  let nowMs = 0;
  const ssm = mockClient(SSMClient);
  ssm.on(GetParametersCommand).resolves({
    Parameters: [{ Name: '/cue/prod/STRIPE_PRICE_ID_PRO', Value: 'price_pro' }],
  });
  const read = priceIdReader(names, {
    ...lambdaOutside,
    environment,
    clock: { now: () => new Date(nowMs) },
  });
  const asked = () => ssm.commandCalls(GetParametersCommand).map(({ args }) => args[0].input.Names);
  return { ssm, read, asked, pass: (ms: number) => (nowMs += ms) };
}

test('price ids come from the environment, else from SSM; what is nowhere is left out', async () => {
  const { read } = openReader({ PARAMETER_PATH: '/cue/prod/', STRIPE_PRICE_ID_CORE: 'price_core' });
  expect(Object.fromEntries(await read())).toEqual({
    STRIPE_PRICE_ID_CORE: 'price_core',
    STRIPE_PRICE_ID_PRO: 'price_pro',
  });
});

test('SSM is asked only by whoever needs one, once for all at the same time, and again after five minutes', async () => {
  const { read, asked, pass } = openReader({
    PARAMETER_PATH: '/cue/prod/',
    STRIPE_PRICE_ID_CORE: 'price_core',
  });
  expect(asked()).toEqual([]);
  await Promise.all([read(), read()]);
  pass(299_999);
  await read();
  const wanted = ['/cue/prod/STRIPE_PRICE_ID_PRO', '/cue/prod/STRIPE_PRICE_ID_GOLD'];
  expect(asked()).toEqual([wanted]);
  pass(1);
  await read();
  expect(asked()).toEqual([wanted, wanted]);
});

test('a failure of SSM reaches whoever asks, and is not kept', async () => {
  const { ssm, read } = openReader({ PARAMETER_PATH: '/cue/prod/' });
  ssm.on(GetParametersCommand).rejectsOnce(new Error('SSM is away')).resolves({ Parameters: [] });
  await expect(read()).rejects.toThrow('SSM is away');
  expect(await read()).toEqual(new Map());
});

test('a laptop has no SSM', async () => {
  const { read, asked } = openReader({ STRIPE_PRICE_ID_CORE: 'price_core' });
  expect(Object.fromEntries(await read())).toEqual({ STRIPE_PRICE_ID_CORE: 'price_core' });
  expect(asked()).toEqual([]);
});
