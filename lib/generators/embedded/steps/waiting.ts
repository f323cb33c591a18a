import { durationPattern, readDuration } from '../duration.ts';
import { environment, labelOf, type Reading, type ReadSteps, type Step } from '../plan.ts';
import { customerEmail, mailProviderOf, recipientsIn } from './recipients.ts';
import { factsOf } from './wording.ts';

const day = 86_400;
// As long as the node waits at most.
const week = 7 * day;

export function waitStep(wished: number, reading: Reading): Step {
  if (wished > week)
    reading.remark(
      'A workflow waits a week at most, so a longer wait was cut to that: a schedule suits it better.',
    );
  const seconds = Math.min(wished, week);
  return {
    id: reading.newId('wait'),
    type: 'logic.delay',
    label: labelOf(`Wait ${inWords(seconds)}`),
    params: { seconds },
  };
}

function inWords(seconds: number): string {
  const [many, unit] =
    seconds >= day
      ? [seconds / day, 'day']
      : seconds >= 3_600
        ? [seconds / 3_600, 'hour']
        : seconds >= 60
          ? [seconds / 60, 'minute']
          : [seconds, 'second'];
  return `${Number(many.toFixed(1))} ${unit}${many === 1 ? '' : 's'}`;
}

const wait = new RegExp(String.raw`^(?:wait|pause|hold|sleep)\b.*?\b${durationPattern}`, 'i');

export const readWait: ReadSteps = (clause, _scope, reading) => {
  const seconds = wait.test(clause) ? readDuration(clause) : undefined;
  return seconds ? [waitStep(seconds, reading)] : undefined;
};

const later = new RegExp(
  String.raw`\s*\b(?:(?:${durationPattern})\s+(?:later|afterwards|after that|after)|(?:after|in|within|delayed by|with a delay of)\s+(?:${durationPattern}))(?!\s+(?:of|old))`,
  'i',
);

/** `three days later` in a clause: the wait, and the clause without it. */
export function readLater(clause: string): { seconds: number; rest: string } | undefined {
  const words = later.exec(clause)?.[0];
  const seconds = words && readDuration(words);
  return words && seconds
    ? { seconds, rest: clause.replace(words, ' ').replaceAll(/\s+/g, ' ').trim() }
    : undefined;
}

const approval =
  /^(?:ask|request|get|require|wait|seek|obtain|need|check)\b.*\b(?:approval|approve|permission|sign-?\s?off|confirmation|okay|ok|go-ahead)\b|^(?:let|have)\b.*\b(?:approve|decide|sign off|confirm)\b|^(?:send|forward|submit) .*\bfor (?:approval|sign-?\s?off)\b|^(?:approve|approval)\b/i;

export const readApproval: ReadSteps = (clause, scope, reading) => {
  if (!approval.test(clause)) return undefined;
  const [asked] = recipientsIn(
    clause.replace(
      /\b(?:of|for) (?:the |a |an )?(?:customer|order|payment|refund|lead|user)s?\b(?! (?:team|service))/gi,
      '',
    ),
    reading,
  );
  if (!asked) reading.remark('Who approves, the setting APPROVER_EMAIL says.');
  const to = asked?.isCustomer ? customerEmail(scope, reading) : (asked?.to ?? environment('APPROVER_EMAIL'));
  const { about } = scope;
  const question =
    about.noun === 'schedule'
      ? 'Shall the workflow go on?'
      : `Do you approve this ${about.noun}?\n\n${factsOf({ ...scope, it: about })}`;
  const label = asked ? `Ask ${asked.words} for approval` : 'Ask for approval';
  return [
    {
      id: reading.newId('approve'),
      type: 'logic.approval',
      label: labelOf(label),
      params: { to, question, provider: mailProviderOf(clause, reading) },
      ways: { approved: [] },
    },
  ];
};
