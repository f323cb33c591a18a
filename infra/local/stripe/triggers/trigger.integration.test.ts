import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';
import { listEvents, resendEvent, trigger, triggerNames } from './trigger.ts';

test.each(triggerNames)('%s is made to happen, and is named', async (type) => {
  await using lab = await openLab();
  const lines: string[] = [];
  const access = { url: lab.simulator.url, print: (line: string) => lines.push(line) };
  expect(await trigger(access, type)).toBe(true);
  const named = lines.filter((line) => line.endsWith('←'));
  expect(named[0]).toMatch(new RegExp(`^evt_\\w+ +${type.replaceAll('.', '\\.')} +←$`));
});

test('for an unknown event there is no recipe, and nothing happens', async () => {
  await using lab = await openLab();
  expect(await trigger({ url: lab.simulator.url, print: () => {} }, 'unicorn.created')).toBe(false);
  expect((await lab.stripe.events.list()).data).toEqual([]);
});

test('events are listed, the newest last, and sent again', async () => {
  await using lab = await openLab();
  const lines: string[] = [];
  const access = { url: lab.simulator.url, print: (line: string) => lines.push(line) };
  await listEvents(access);
  await lab.stripe.customers.create({ name: 'Ada' });
  await listEvents(access);
  const { data } = await lab.stripe.events.list();
  await resendEvent(access, String(data[0]?.id));
  await lab.quiet();
  expect(lab.receiver.types()).toEqual(['customer.created', 'customer.created']);
  expect(lines[0]).toBe('No events yet.');
  expect(lines[1]).toContain(`${data[0]?.id}  customer.created`);
  await expect(resendEvent(access, 'evt_none')).rejects.toThrow('404');
});
