const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface CronField {
  name: string;
  least: number;
  most: number;
  /** The names of the numbers from `least` on. */
  names: readonly string[];
}

const fields: readonly CronField[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of the month', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'day of the week', least: 0, most: 7, names: weekdays },
];

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What is wrong with a schedule of five fields, or undefined. Takes what croner and croniter read alike: stars, lists,
 * ranges, steps and English names. By hand, because `cron-parser` would bring 100 KB (luxon) into the browser.
 */
export function wrongWithCron(cron: string): string | undefined {
  const parts = cron.split(' ');
  if (parts.length !== fields.length)
    return 'Must have five fields: minute, hour, day of the month, month, day of the week';
  const values = fields.map((field, index) => valuesOf(parts[index] ?? '', field));
  const wrong = values.indexOf(undefined);
  if (wrong >= 0) return `The ${fields[wrong]?.name} cannot be ${parts[wrong]}`;
  const [, , days = [], inMonths = []] = values;
  const comes =
    parts[4] !== '*' || inMonths.some((month) => (longestMonth[month - 1] ?? 0) >= Math.min(...days));
  return comes ? undefined : 'Names a day that no month of it has';
}

/** The numbers that a field stands for; undefined when it cannot be read. */
function valuesOf(part: string, field: CronField): number[] | undefined {
  const items = part.split(',').map((item) => valuesOfItem(item, field));
  return items.every((item) => item !== undefined) ? items.flat() : undefined;
}

function valuesOfItem(item: string, field: CronField): number[] | undefined {
  const [, from, to, step] = /^(\*|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:\/([0-9]{1,2}))?$/.exec(item) ?? [];
  if (from === undefined) return undefined;
  const all = from === '*';
  if (all ? to !== undefined : to === undefined && step !== undefined) return undefined;
  const first = all ? field.least : numberOf(from, field);
  const last = all ? field.most : to === undefined ? first : numberOf(to, field);
  const every = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || first > last || every < 1) return undefined;
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every);
}

function numberOf(text: string, { least, most, names }: CronField): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return least + named;
  const number = /^[0-9]{1,2}$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number >= least && number <= most ? number : undefined;
}
