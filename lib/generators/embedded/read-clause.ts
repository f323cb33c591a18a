import type { Clause } from './clauses.ts';
import { type FoundComparison, readAmountComparison, readComparison } from './comparison.ts';
import { openCondition, readElse, readIf } from './conditions.ts';
import { readDuration } from './duration.ts';
import { type Blocks, enter, type Frame, never, top } from './frames.ts';
import { type Opened, openLoop } from './loop.ts';
import { labelOf, type Reading, type Scope, type Step } from './plan.ts';
import { asWritten } from './read-text.ts';
import { readSteps } from './steps/read-steps.ts';
import { waitStep } from './steps/waiting.ts';
import { camelCase, part } from './thing.ts';

function readSwitch(blocks: Blocks, clause: Clause, reading: Reading): boolean {
  const { scope, steps } = top(blocks);
  const name = camelCase(clause.text.replace(/^.*\b(?:the|their|its|his|her) /i, '')) || 'status';
  const value =
    scope.about.only && !scope.about.only.includes(name)
      ? `{{env.${name.toUpperCase()}}}`
      : part(scope.about, name);
  const step: Step = {
    id: reading.newId('route'),
    type: 'logic.switch',
    label: labelOf(`Which ${clause.text.replace(/^(?:the|their|its) /i, '')}?`),
    params: { value, cases: [] },
    ways: {},
  };
  steps.push(step);
  blocks.choice = { step, frame: top(blocks) };
  return true;
}

function readCase(blocks: Blocks, clause: Clause, reading: Reading): boolean {
  const { choice } = blocks;
  const at = choice ? blocks.frames.indexOf(choice.frame) : -1;
  if (choice?.step.type !== 'logic.switch' || at < 0) return false;
  const { step, frame } = choice;
  const name = asWritten(clause.text, reading.read).replaceAll('"', '').trim().slice(0, 200);
  const cases = Array.isArray(step.params.cases) ? step.params.cases : [];
  if (!name || cases.includes(name) || cases.length >= 20) return false;
  blocks.frames.splice(at + 1);
  step.params.cases = [...cases, name];
  enter(blocks, step, `case-${cases.length + 1}`, { scope: { ...frame.scope }, sentence: clause.sentence });
  return true;
}

function readEach(blocks: Blocks, clause: Clause, reading: Reading): boolean {
  const frame = top(blocks);
  const opened = openLoop(clause.text, frame.scope, reading);
  frame.steps.push(...opened.before, opened.loop);
  enter(blocks, opened.loop, 'item', { scope: opened.scope, sentence: clause.sentence });
  const comparison = whichOf(clause.text, opened.scope, reading);
  if (comparison) openCondition(blocks, comparison, { ...clause, kind: 'if' }, reading);
  return true;
}

/** Which of a list are meant: `each order over $100`, `each job with status failed`. */
function whichOf(words: string, scope: Scope, reading: Reading): FoundComparison | undefined {
  const [, field, value] =
    /\b(?:with|whose|where|having) (?:an? |the |its |their )?(?:(?=status|state|type|plan|country|priority)|(?=\w+ (?:is|=|equals) ))([a-z]\w*) (?:is |of |= ?|equals )?(\S+)$/i.exec(
      words,
    ) ?? [];
  return field
    ? readComparison(`${field} is ${value}`, scope, reading.read)
    : readAmountComparison(words, scope);
}

const nothing = /^(?:do nothing|don't|do not|ignore|skip|stop|nothing)\b|\b(?:nobody|no one)\b/i;
const eachOf =
  /\b(?:each(?: one)?|every (?:one|single one)|(?:each|every) (?=issue|item|order|row|result|story|invoice|customer|user|lead|record|post|article|product|event|contact|entry)|one by one)\b/i;

function inLoop(clause: Clause, frame: Frame, reading: Reading): Opened | undefined {
  const canLoop =
    frame.scope.list && frame.scope.it !== frame.scope.about && !frame.scope.about.at.endsWith('.item');
  return canLoop && eachOf.test(clause.text) ? openLoop('', frame.scope, reading) : undefined;
}

function readDo(blocks: Blocks, clause: Clause, reading: Reading): boolean {
  const frame = top(blocks);
  const before = { ...frame.scope };
  if (nothing.test(clause.text)) return true;
  const loop = inLoop(clause, frame, reading);
  const steps = readSteps(clause.text, loop?.scope ?? frame.scope, reading);
  if (!steps) return false;
  if (loop) loop.loop.ways = { item: steps };
  const added = loop ? [...loop.before, loop.loop] : steps;
  frame.steps.push(...added);
  const approval = added.findLast(({ type }) => type === 'logic.approval');
  // Within a condition `otherwise` speaks of the condition.
  if (approval && (frame.owner?.type !== 'logic.condition' || frame.sentence === never))
    blocks.choice = { step: approval, frame };
  blocks.last = { count: added.length, before, sentence: clause.sentence };
  blocks.understood += 1;
  return true;
}

const onlyDuration = /^(?:\w+ ){1,3}(?:later|afterwards)?$/i;

function readWords(blocks: Blocks, clause: Clause, reading: Reading): boolean {
  const seconds = onlyDuration.test(`${clause.text} `) ? readDuration(clause.text) : undefined;
  if (seconds) {
    top(blocks).steps.push(waitStep(seconds, reading));
    return true;
  }
  return clause.text.split(/\s+/).length <= 8 && readDo(blocks, clause, reading);
}

/** Takes in one clause; false when no rule can place it. */
export function readClause(
  blocks: Blocks,
  clause: Clause,
  neighbours: { previous: Clause | undefined; next: Clause | undefined },
  reading: Reading,
): boolean {
  const { previous, next } = neighbours;
  const isAfterAction =
    previous?.kind === 'do' &&
    previous.sentence === clause.sentence &&
    blocks.last?.sentence === clause.sentence;
  const nextActs = next?.sentence === clause.sentence && ['do', 'words', 'if'].includes(next.kind);
  const isPostfix = isAfterAction && (clause.separator === '' || !nextActs);
  switch (clause.kind) {
    case 'when':
    case 'if':
    case 'unless':
      return readIf(blocks, clause, isPostfix, reading);
    case 'else':
      return readElse(blocks, clause);
    case 'each':
      return readEach(blocks, clause, reading);
    case 'switch':
      return readSwitch(blocks, clause, reading);
    case 'case':
      return readCase(blocks, clause, reading);
    case 'do':
      return readDo(blocks, clause, reading);
    case 'words':
      return readWords(blocks, clause, reading);
  }
}
