import { expect, test } from '@jest/globals';
import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { wrongWithCron } from './cron.ts';
import { isTimeZone } from './time-zone.ts';

test.each([
  '* * * * *',
  '0 9 * * 1-5',
  '*/5 8-18/2 1,15 JAN,jun-AUG SUN',
  '59 23 31 12 7',
  '0 0 29 2 *',
  '0 0 31 2 MON',
])('%s is a schedule', (cron) => {
  expect(wrongWithCron(cron)).toBeUndefined();
});

test.each([
  ['', 'Must have five fields: minute, hour, day of the month, month, day of the week'],
  ['0 9 * *', 'Must have five fields: minute, hour, day of the month, month, day of the week'],
  ['0 0 9 * * 1', 'Must have five fields: minute, hour, day of the month, month, day of the week'],
  ['@daily', 'Must have five fields: minute, hour, day of the month, month, day of the week'],
  ['60 9 * * *', 'The minute cannot be 60'],
  ['0 24 * * *', 'The hour cannot be 24'],
  ['0 9 0 * *', 'The day of the month cannot be 0'],
  ['0 9 L * *', 'The day of the month cannot be L'],
  ['0 9 * 13 *', 'The month cannot be 13'],
  ['0 9 * * FRI-MON', 'The day of the week cannot be FRI-MON'],
  ['0 9 * * 8', 'The day of the week cannot be 8'],
  ['*/0 9 * * *', 'The minute cannot be */0'],
  ['5/15 9 * * *', 'The minute cannot be 5/15'],
  ['1,,2 9 * * *', 'The minute cannot be 1,,2'],
  ['0 0 30 2 *', 'Names a day that no month of it has'],
  ['0 0 31 4,6 *', 'Names a day that no month of it has'],
])('%s is none, and says why', (cron, expected) => {
  expect(wrongWithCron(cron)).toBe(expected);
});

test('whatever passes, a full parser reads as well', () => {
  const field = fc.constantFrom(
    '*',
    '*/2',
    '1',
    '5',
    '1-5',
    '1-5/2',
    '0',
    '7',
    'MON',
    'FEB',
    '31',
    '1,5',
    '?',
    'x',
  );
  fc.assert(
    fc.property(fc.tuple(field, field, field, field, field), (fields) => {
      const cron = fields.join(' ');
      fc.pre(wrongWithCron(cron) === undefined);
      expect(CronExpressionParser.parse(cron, { tz: 'UTC' }).next().toDate()).toBeInstanceOf(Date);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Europe/Atlantis', false],
  ['+02:00', false],
  ['', false],
])('the time zone %j is known: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
