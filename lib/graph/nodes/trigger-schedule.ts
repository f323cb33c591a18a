import * as z from 'zod/mini';
import { wrongWithCron } from '../cron.ts';
import { nodeType } from '../node-type.ts';
import { isTimeZone } from '../time-zone.ts';
import { line, params } from './param.ts';

const cron = line(200).check((payload) => {
  const wrong = wrongWithCron(payload.value);
  if (wrong) payload.issues.push({ code: 'custom', message: wrong, input: payload.value });
});

export const triggerSchedule = nodeType({
  type: 'trigger.schedule',
  family: 'trigger',
  title: 'Schedule',
  summary: 'Starts at set times.',
  params: params({
    cron,
    timezone: z._default(
      line(64).check(z.refine(isTimeZone, { error: 'Must be a time zone such as Europe/Berlin' })),
      'UTC',
    ),
  }),
  fields: [
    {
      name: 'cron',
      label: 'Times',
      input: 'text',
      hint: 'Minute, hour, day of the month, month, day of the week: 0 9 * * 1-5 is nine o’clock on weekdays.',
    },
    { name: 'timezone', label: 'Time zone', input: 'text', hint: 'UTC when empty.', optional: true },
  ],
  credentials: () => [],
  handles: () => [''],
  example: { cron: '0 9 * * 1-5', timezone: 'Europe/Berlin' },
  sampleOutput: { firedAt: '2027-03-01T08:00:00.000Z', date: '2027-03-01' },
  seconds: () => 0,
});
