import type { Preferences } from '../generator.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { readBeginningClause } from './conditions.ts';
import { durationPattern } from './duration.ts';
import { type FoundBeginning, findBeginning, findEvent } from './find-beginning.ts';
import { closeSentence, openBlocks } from './frames.ts';
import { plainOrders } from './plain-orders.ts';
import { labelOf, type Reading, type Scope, type Step } from './plan.ts';
import { readClause } from './read-clause.ts';
import { asWritten, literalsIn, type ReadText, readText } from './read-text.ts';
import { type FoundSchedule, findSchedule, gap } from './schedule.ts';
import { corrections } from './spelling.ts';
import { findTimeZone } from './time-zone.ts';

export interface Plan {
  steps: Step[];
  remarks: string[];
  /** That the text says when it starts, and does not leave that to be assumed. */
  hasStart: boolean;
  /** How many of its clauses are things to do, and how many of them could be placed. */
  understood: number;
  unplaced: number;
}

function newReading(read: ReadText, preferences: Preferences, remarks: Set<string>): Reading {
  const taken = new Map<string, number>([['trigger', 1]]);
  return {
    read,
    preferences,
    remark: (sentence) => remarks.add(sentence),
    newId(wish) {
      const count = (taken.get(wish) ?? 0) + 1;
      taken.set(wish, count);
      return count === 1 ? wish : `${wish}${count}`;
    },
  };
}

/** A schedule in words, or as cron itself writes it. */
function scheduleIn(text: string, read: ReadText): FoundSchedule | undefined {
  const [cron] = literalsIn(text, read, 'cron');
  if (!cron) return findSchedule(text);
  const zone = findTimeZone(text);
  const rest = text.replace(
    /\b(?:(?:run|runs|start|execute|trigger)\s+)?(?:it\s+)?(?:at|on|every|with)?\s*(?:the )?(?:cron|schedule)?\s*⟨cron\d+⟩/i,
    gap,
  );
  return {
    cron: cron.trim().replaceAll(/\s+/g, ' '),
    timezone: zone?.zone,
    words: cron,
    rest: zone ? rest.replace(zone.words, gap) : rest,
    remarks: [],
  };
}

function scheduleTrigger(schedule: FoundSchedule, preferences: Preferences): Step {
  const timezone = schedule.timezone ?? preferences.timezone ?? 'UTC';
  return {
    id: 'trigger',
    type: 'trigger.schedule',
    label: labelOf(schedule.words || 'Every day'),
    params: { cron: schedule.cron, timezone },
  };
}

const scheduleScope = (): Scope => {
  const about = { noun: 'schedule', table: 'runs', at: 'trigger', fields: {}, only: ['firedAt', 'date'] };
  return { about, it: about };
};

interface Start {
  trigger: Step;
  scope: Scope;
  clause?: Clause | undefined;
  isSaid: boolean;
}

function byEvent({ type, label, params, thing, clause, isSaid }: FoundBeginning, reading: Reading): Start {
  if (!isSaid)
    reading.remark('The sentence does not say when it starts, so it starts when its webhook is called.');
  else if (type === 'trigger.webhook')
    reading.remark(`It starts when your program posts the ${thing.noun} as JSON to ${String(params.path)}.`);
  return {
    trigger: { id: 'trigger', type, label: labelOf(label), params },
    scope: { about: thing, it: thing },
    clause,
    isSaid,
  };
}

function startOf(clauses: readonly Clause[], schedule: FoundSchedule | undefined, reading: Reading): Start {
  const event = schedule && findEvent(clauses, reading.read);
  if (!schedule || event) {
    if (event)
      reading.remark(
        `“${schedule?.words}” could not be placed beside what starts the workflow, so it was left out.`,
      );
    return byEvent(event ?? findBeginning(clauses, reading.read), reading);
  }
  for (const remark of schedule.remarks) reading.remark(remark);
  if (!schedule.timezone && !reading.preferences.timezone && !/^[*\d/]+ \*/.test(schedule.cron))
    reading.remark('No time zone was named, so the time is UTC.');
  return { trigger: scheduleTrigger(schedule, reading.preferences), scope: scheduleScope(), isSaid: true };
}

const smallTalk =
  /^(?:thanks?|thank you|cheers|best|regards|kind regards|hi|hello|hey|ok|okay|so|that's it|that is all|we (?:are|run|have|sell)|i (?:am|run|have)|my name)\b/i;
const mostUnplaced = 5;

function remarkUnplaced(unplaced: readonly string[], reading: Reading): void {
  const told = [...new Set(unplaced)].filter((text) => !smallTalk.test(text) && /\p{L}/u.test(text));
  for (const text of told.slice(0, mostUnplaced))
    reading.remark(
      `“${asWritten(text, reading.read).slice(0, 160)}” could not be placed, so it was left out.`,
    );
  if (told.length > mostUnplaced)
    reading.remark(`${told.length - mostUnplaced} more parts of the text could not be placed.`);
}

const isEmpty = ({ type, params, ways }: Step) =>
  (type === 'logic.switch' && (!Array.isArray(params.cases) || params.cases.length === 0)) ||
  (['logic.forEach', 'logic.condition'].includes(type) && Object.values(ways ?? {}).flat().length === 0);

function withoutEmpty(steps: readonly Step[], reading: Reading): Step[] {
  for (const { type, label } of steps.filter(isEmpty))
    if (type !== 'logic.switch')
      reading.remark(`Nothing was found to do for “${label}”, so it was left out.`);
  return steps
    .filter((step) => !isEmpty(step))
    .map((step) =>
      step.ways
        ? {
            ...step,
            ways: Object.fromEntries(
              Object.entries(step.ways).map(([way, inner]) => [way, withoutEmpty(inner, reading)]),
            ),
          }
        : step,
    );
}

const endsWithDuration = new RegExp(String.raw`\b${durationPattern}$`, 'i');

/** `thank them 2 days` before `after they order` is `2 days later`. */
function laterThan(clause: Clause, index: number, clauses: readonly Clause[]): Clause {
  const isDelayed =
    clause.kind === 'do' &&
    clauses[index + 1]?.kind === 'when' &&
    endsWithDuration.test(clause.text) &&
    !/^(?:wait|pause|hold)\b/i.test(clause.text);
  return isDelayed ? { ...clause, text: `${clause.text} later` } : clause;
}

/** A request whose status is asked for goes on with any: a site that is down is what the workflow is to notice. */
function goingOn(steps: readonly Step[]): Step[] {
  const asked = JSON.stringify(steps);
  const withStatus = (step: Step): Step => ({
    ...step,
    ...(step.type === 'http.request' &&
      asked.includes(`"{{${step.id}.status}}"`) && { params: { ...step.params, onFailure: 'goOn' } }),
    ...(step.ways && {
      ways: Object.fromEntries(Object.entries(step.ways).map(([way, inner]) => [way, inner.map(withStatus)])),
    }),
  });
  return steps.map(withStatus);
}

/** Reads a sentence into what starts the workflow and what it then does, clause by clause. */
export function readPlan(description: string, preferences: Preferences): Plan {
  const read = readText(description);
  const text = plainOrders(corrections(read.text));
  const schedule = scheduleIn(text, read);
  const clauses = clausesOf(schedule?.rest ?? text).map(laterThan);
  const remarks = new Set<string>();
  const reading = newReading(read, preferences, remarks);
  const start = startOf(clauses, schedule, reading);
  const steps: Step[] = [start.trigger];
  const blocks = openBlocks(steps, start.scope);
  if (start.clause) readBeginningClause(blocks, start.clause, reading);
  for (const [index, clause] of clauses.entries()) {
    closeSentence(blocks, clause.sentence);
    if (
      clause !== start.clause &&
      !readClause(blocks, clause, { previous: clauses[index - 1], next: clauses[index + 1] }, reading)
    )
      blocks.unplaced.push(clause.text);
  }
  remarkUnplaced(blocks.unplaced, reading);
  const kept = goingOn(withoutEmpty(steps, reading));
  return {
    steps: kept,
    remarks: [...remarks],
    hasStart: start.isSaid,
    understood: blocks.understood,
    unplaced: blocks.unplaced.length,
  };
}
