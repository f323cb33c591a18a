import { expect, test } from '@jest/globals';
import { advanceClock, laptopClock, readDuration, showClock } from './moving-clock.ts';
import { invoicesOf, openBillingLab } from './stripe/testing/subscriptions.ts';

test.each([
  ['31d', 2_678_400],
  ['2h', 7200],
  ['90m', 5400],
  ['1w', 604_800],
  ['5s', 5],
  ['0d', undefined],
  ['31', undefined],
  ['-1d', undefined],
  ['1y', undefined],
  ['', undefined],
])('%s is %p seconds', (typed, seconds) => {
  expect(readDuration(typed)).toBe(seconds);
});

test('a month is lived through in its order, each event delivered before the next falls due', async () => {
  await using lab = await openBillingLab();
  const { id } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  await lab.quiet();
  const before = lab.receiver.received.length;
  const lines: string[] = [];
  const access = { url: lab.simulator.url, print: (line: string) => lines.push(line) };
  await advanceClock(access, 32 * 24 * 3600);
  const types = lab.receiver.types().slice(before);
  expect(types.indexOf('invoice.upcoming')).toBeLessThan(types.indexOf('invoice.created'));
  expect(types.indexOf('customer.subscription.updated')).toBeLessThan(types.indexOf('invoice.paid'));
  expect((await invoicesOf(lab, { id })).map(({ status }) => status)).toEqual(['paid', 'paid']);
  expect(lab.simulator.aheadSeconds()).toBe(32 * 24 * 3600);
  expect(lines).toEqual(['It is 2027-02-02 10:00:00 UTC, 32 days ahead of the real time.']);
});

test('a clock that nobody moved is as everywhere', async () => {
  await using lab = await openBillingLab('none');
  const lines: string[] = [];
  await showClock({ url: lab.simulator.url, print: (line) => lines.push(line) });
  expect(lines).toEqual(['It is 2027-01-01 10:00:00 UTC, as everywhere.']);
});

test("the commands' time is the functions': the real one, ahead by what the simulator's was moved, to the millisecond", async () => {
  await using lab = await openBillingLab('none');
  const access = { url: lab.simulator.url, print: () => {} };
  await advanceClock(access, 31 * 24 * 3600);
  const { now } = await laptopClock(lab.simulator.url);
  const before = Date.now();
  const aheadMs = now().getTime() - before;
  expect(aheadMs).toBeGreaterThanOrEqual(2_678_400_000);
  expect(aheadMs).toBeLessThan(2_678_410_000);
});
