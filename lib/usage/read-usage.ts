import type { Usage } from '../contract/billing-routes.ts';
import { AppError } from '../contract/errors.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import type { UsageDeps } from './count-request.ts';
import { dayOf } from './usage-day.ts';
import { type DayOfUsage, doneIn, parseUsageDay } from './usage-item.ts';

interface Wanted {
  from?: string | undefined;
  to?: string | undefined;
  group_by: 'day' | 'action';
}

interface Period {
  from: string;
  to: string;
}

const dayMs = 86_400_000;
const usualDays = 30;
const mostDays = 366;
// Long before there was anything to count, and dates that subtract without leaving the calendar.
const firstDay = '2020-01-01';

const daysLater = (day: string, days: number) => dayOf(new Date(Date.parse(day) + days * dayMs));
const daysIn = ({ from, to }: Period) => (Date.parse(to) - Date.parse(from)) / dayMs + 1;

/** Both days included; the last thirty days unless said. Throws 400 for none and for too many. */
function periodOf({ from, to }: Wanted, now: Date): Period {
  const last = to ?? dayOf(now);
  const period = { from: from ?? daysLater(last, 1 - usualDays), to: last };
  if (last < firstDay) throw new AppError('invalid_request', `to must not be before ${firstDay}`);
  if (period.from > last) throw new AppError('invalid_request', 'from must not be after to');
  if (daysIn(period) > mostDays) throw new AppError('invalid_request', `Ask for at most ${mostDays} days`);
  return period;
}

/** Those on which something was done. */
export async function readDays(table: Table, subject: string, { from, to }: Period): Promise<DayOfUsage[]> {
  const days: DayOfUsage[] = [];
  const [first, last] = [keys.usageDay(subject, from), keys.usageDay(subject, to)];
  let after: Item | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': first.pk, ':from': first.sk, ':to': last.sk },
      ...(after ? { ExclusiveStartKey: after } : {}),
    });
    days.push(...page.items.map(parseUsageDay));
    after = page.lastKey && { ...page.lastKey };
  } while (after);
  return days;
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);
const sumOf = (counts: ReadonlyMap<string, number>) => sum(counts.values());

/** Every day of the period, whether or not something happened. */
function byDay(days: DayOfUsage[], period: Period): Usage['series'] {
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: daysIn(period) }, (_, number) => {
    const date = daysLater(period.from, number);
    const day = known.get(date);
    return { date, credits: day ? sumOf(day.credits) : 0, requests: day ? sumOf(day.requests) : 0 };
  });
}

function byAction(days: DayOfUsage[]): Usage['series'] {
  const actions = new Set(days.flatMap(({ credits, requests }) => [...credits.keys(), ...requests.keys()]));
  return [...actions].sort().map((action) => ({
    action,
    credits: sum(days.map(({ credits }) => credits.get(action) ?? 0)),
    requests: sum(days.map(({ requests }) => requests.get(action) ?? 0)),
  }));
}

/** What a person did in a period: requests by API key, generations and exports, and the credits that they took. */
export async function readUsage(
  { table, outside }: UsageDeps,
  userId: string,
  wanted: Wanted,
): Promise<Usage> {
  const period = periodOf(wanted, outside.clock.now());
  const days = await readDays(table, userId, period);
  return {
    ...period,
    totals: {
      credits: sum(days.map(({ credits }) => sumOf(credits))),
      requests: sum(days.map(({ requests }) => sumOf(requests))),
      generations: sum(days.map((day) => doneIn(day, 'generateWorkflow') + day.demos)),
      exports: sum(days.map((day) => doneIn(day, 'exportWorkflow'))),
    },
    series: wanted.group_by === 'day' ? byDay(days, period) : byAction(days),
  };
}
