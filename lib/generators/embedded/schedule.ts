import { countOf } from './duration.ts';
import { findTimeZone } from './time-zone.ts';

export interface FoundSchedule {
  cron: string;
  /** Undefined when the text names none. */
  timezone: string | undefined;
  /** `every weekday at 9`: for the label. */
  words: string;
  /** The text without it. */
  rest: string;
  remarks: string[];
}

/** Stands where a schedule was: what follows may be the beginning of a clause. */
export const gap = ' ⟨gap⟩ ';

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const day = `(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?`;
const dayNumber = (name: string) => dayNames.indexOf(name.slice(0, 3).toLowerCase());

/** The parts of a cron text; hour and minute stand open until a time is found. */
interface Days {
  minute?: string;
  hour?: string;
  rest: string;
  remark?: string;
}

type DayRule = readonly [pattern: RegExp, days: (match: RegExpExecArray) => Days | undefined];

function interval(match: RegExpExecArray): Days | undefined {
  const many = match[1] ? countOf(match[1].trim()) : 1;
  const unit = (match[2] ?? '').toLowerCase();
  if (/^min/.test(unit))
    return many <= 59 && many >= 1
      ? { minute: many === 1 ? '*' : `*/${many}`, hour: '*', rest: '* * *' }
      : undefined;
  if (/^h/.test(unit) && many === 0.5) return { minute: '*/30', hour: '*', rest: '* * *' };
  if (/^h/.test(unit))
    return many <= 23 ? { minute: '0', hour: many === 1 ? '*' : `*/${many}`, rest: '* * *' } : undefined;
  if (/^d/.test(unit)) return many <= 15 ? { rest: many === 1 ? '* * *' : `*/${many} * *` } : undefined;
  if (/^w/.test(unit))
    return {
      rest: '* * 1',
      ...(many > 1 && { remark: 'A schedule counts no weeks: it runs every Monday.' }),
    };
  return { rest: many === 1 ? '1 * *' : `1 */${Math.min(many, 11)} *` };
}

function listed(match: RegExpExecArray): Days {
  const days = [...(match[1] ?? '').matchAll(new RegExp(day, 'gi'))].map(([name]) => dayNumber(name));
  return { rest: `* * ${[...new Set(days)].sort((one, other) => one - other).join(',')}` };
}

function ofMonth(match: RegExpExecArray): Days | undefined {
  const word = (match[1] ?? '').toLowerCase();
  if (word === 'last')
    return { rest: '28 * *', remark: 'A schedule knows no last day of the month: it runs on the 28th.' };
  const number = word === 'first' ? 1 : Number.parseInt(word, 10);
  return number >= 1 && number <= 28 ? { rest: `${number} * *` } : undefined;
}

const every = String.raw`\b(?:(?:on |at |in )?(?:every|each)(?: single)?|once an?|once every|per|on|run(?:s|ning)?)\s+`;
const number = String.raw`\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half(?: an)?|other|second`;

/** The more particular first. */
const dayRules: readonly DayRule[] = [
  [
    /\b(?:on |at )?(?:every |each )?(?:the )?(first|last|\d{1,2}(?:st|nd|rd|th))(?: day)? (?:of|in|every|each) (?:the |each |every )?month\b/i,
    ofMonth,
  ],
  [
    new RegExp(String.raw`\b(?:every|each|on|from)?\s*(${day})\s*(?:to|through|until|-|–)\s*(${day})\b`, 'i'),
    ([, from = '', to = '']) => ({ rest: `* * ${dayNumber(from)}-${dayNumber(to) || 7}` }),
  ],
  [
    /\b(?:(?:on )?(?:every|each|on|all)\s+)?(?:week|work(?:ing)?|business)[\s-]?days?\b/i,
    () => ({ rest: '* * 1-5' }),
  ],
  [/\b(?:(?:on )?(?:every|each|on|at)\s+)?(?:the )?weekends?\b/i, () => ({ rest: '* * 0,6' })],
  [
    new RegExp(String.raw`\b(?:on )?every (?:second|other)\s+(${day})\b`, 'i'),
    (match) => ({ ...listed(match), remark: `A schedule counts no weeks: it runs every ${match[1]}.` }),
  ],
  [
    new RegExp(
      String.raw`\b(?:on )?(?:every|each|on)\s+(${day}(?:(?:\s*,\s*(?:and )?|\s+and\s+(?:every |on )?|\s*&\s*)${day})*)(?: (?=morning|evening|afternoon|night))?\b`,
      'i',
    ),
    listed,
  ],
  [
    new RegExp(
      String.raw`\b((?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:\s*,\s*(?:and )?|\s+and\s+)${day})*)\b`,
      'i',
    ),
    listed,
  ],
  [/\btwice (?:a|per) day\b|\btwice daily\b/i, () => ({ minute: '0', hour: '9,17', rest: '* * *' })],
  [
    new RegExp(String.raw`${every}(?:(${number})[\s-])?(minute|min|hour|hr)s?\b`, 'i'),
    (match) => interval(/other|second/i.test(match[1] ?? '') ? Object.assign(match, { 1: 'two' }) : match),
  ],
  [/\b(?:hourly|on the hour)\b/i, () => ({ minute: '0', hour: '*', rest: '* * *' })],
  [
    new RegExp(
      String.raw`${every}(?:(${number})[\s-])?(day|week|month)s?\b(?!\s*(?:later|after|before))`,
      'i',
    ),
    (match) => interval(/other|second/i.test(match[1] ?? '') ? Object.assign(match, { 1: 'two' }) : match),
  ],
  [
    /\b(?:daily|(?:every|each) (?=(?:morning|evening|afternoon|night|noon|midnight)))/i,
    () => ({ rest: '* * *' }),
  ],
  [/\bnightly\b/i, () => ({ minute: '0', hour: '0', rest: '* * *' })],
  [/\bweekly\b/i, () => ({ rest: '* * 1' })],
  [/\bmonthly\b/i, () => ({ rest: '1 * *' })],
  [/\b(?:(?:every|each) quarter|quarterly)\b/i, () => ({ rest: '1 1,4,7,10 *' })],
  [/\b(?:(?:every|each) year|yearly|annually|once a year)\b/i, () => ({ rest: '1 1 *' })],
];

interface Time {
  hour: number;
  minute: number;
  words: string;
}

const partsOfDay: Record<string, number> = {
  morning: 9,
  noon: 12,
  midday: 12,
  afternoon: 15,
  evening: 18,
  night: 0,
  midnight: 0,
};
const clock =
  /\b(?:at|@|around|by|from)\s+(?:around |about )?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|o'clock|hrs?|uhr)?(?![\w%]|[.,:]\d)|\b(\d{1,2})(?::(\d{2}))\s*(am|pm)?\b|\b(\d{1,2})()\s*(am|pm)\b/i;
const partOfDay =
  /\b(?:at |in the |around )?(?:the )?(morning|noon|midday|afternoon|evening|night|midnight)s?\b/i;

function readTime(text: string): Time | undefined {
  const match = clock.exec(text);
  if (match) {
    const [hours, minutes, half] = [
      match[1] ?? match[4] ?? match[7],
      match[2] ?? match[5],
      match[3] ?? match[6] ?? match[9],
    ];
    const isPm =
      half?.toLowerCase() === 'pm' ||
      (!half && /\b(?:evening|afternoon)s?\b/i.test(text) && Number(hours) < 12);
    const hour =
      half?.toLowerCase() === 'am' || isPm ? (Number(hours) % 12) + (isPm ? 12 : 0) : Number(hours);
    const minute = Number(minutes || 0);
    if (hour <= 23 && minute <= 59) return { hour, minute, words: match[0] };
  }
  const [words = '', part = ''] = partOfDay.exec(text) ?? [];
  const hour = partsOfDay[part.toLowerCase()];
  return hour === undefined ? undefined : { hour, minute: 0, words };
}

function without(text: string, ...parts: readonly string[]): string {
  return parts.reduce((left, part) => (part ? left.replace(part, gap) : left), text);
}

/** A time on its own means every day, unless something else starts the workflow. */
function daysIn(text: string): { days: Days; words: string } | undefined {
  for (const [pattern, read] of dayRules) {
    const match = pattern.exec(text);
    const days = match && read(match);
    if (days) return { days, words: match[0] };
  }
  const time = clock.exec(text);
  const isAlone = time && /:|am|pm/i.test(time[0]) && !/\b(?:if|when|whenever|once|after|new)\b/i.test(text);
  return isAlone ? { days: { rest: '* * *' }, words: '' } : undefined;
}

function timed(
  { minute, hour, rest, remark }: Days,
  time: Time | undefined,
): { cron: string; remarks: string[] } {
  const remarks = remark ? [remark] : [];
  if (hour !== undefined) return { cron: `${minute} ${hour} ${rest}`, remarks };
  if (!time) remarks.push('No time of day was named, so it runs at 9:00.');
  return { cron: `${time?.minute ?? 0} ${time?.hour ?? 9} ${rest}`, remarks };
}

/** `every` alone goes with the part of the day that it spoke of. */
function inWords(days: string, time: string, text: string): string {
  const part = /^(?:every|each)$/i.test(days) ? (partOfDay.exec(text)?.[1] ?? '') : '';
  const parts = [days, time.includes(part) ? '' : part, days ? time.replace(/^At\b/, 'at') : time];
  return parts.filter(Boolean).join(' ');
}

/** When a workflow runs by the clock: the first schedule of a text, wherever its day and its time stand. */
export function findSchedule(text: string): FoundSchedule | undefined {
  const found = daysIn(text);
  if (!found) return undefined;
  const withoutDays = without(text, found.words);
  const time = found.days.hour === undefined ? readTime(withoutDays) : undefined;
  const zone = findTimeZone(text);
  const { cron, remarks } = timed(found.days, time);
  // A time may name its part of the day as well: at 8 in the morning.
  const rest = without(withoutDays, time?.words ?? '').replace(time ? partOfDay : /(?!)/, ' ');
  return {
    cron,
    timezone: zone?.zone,
    words: inWords(found.words.trim(), time?.words.trim() ?? '', withoutDays),
    rest: zone ? without(rest, zone.words) : rest,
    remarks,
  };
}
