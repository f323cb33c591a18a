import { expect, test } from '@jest/globals';
import { within } from './within.ts';

const late = () => new Error('too late');

test('what comes in time is answered, and so is its failure', async () => {
  expect(await within(1_000, Promise.resolve('here'), late)).toBe('here');
  await expect(within(1_000, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
});

test('what does not come is given up', async () => {
  await expect(within(10, new Promise(() => undefined), late)).rejects.toThrow('too late');
});
