import type { Clause } from './clauses.ts';
import { type FoundComparison, readAmountComparison, readComparison } from './comparison.ts';
import { type Blocks, enter, never, top } from './frames.ts';
import { labelOf, type Reading, type Step } from './plan.ts';
import { asWritten } from './read-text.ts';

function conditionOf({ left, op, right }: FoundComparison, words: string, reading: Reading): Step {
  const params = { left, op, ...(right !== undefined && { right }) };
  return {
    id: reading.newId('check'),
    type: 'logic.condition',
    label: labelOf(words),
    params,
    ways: { true: [] },
  };
}

/** Words of the person's own for the node, as a question. */
function question(text: string, reading: Reading): string {
  return `${asWritten(text, reading.read)
    .replace(/^(?:the|an?|it's) /i, '')
    .slice(0, 60)}?`;
}

export function openCondition(
  blocks: Blocks,
  comparison: FoundComparison,
  clause: Clause,
  reading: Reading,
  sentence = clause.sentence,
): void {
  const frame = top(blocks);
  const isNegated = comparison.isNegated !== (clause.kind === 'unless');
  const step = conditionOf(comparison, question(clause.text, reading), reading);
  frame.steps.push(step);
  blocks.choice = { step, frame };
  enter(blocks, step, isNegated ? 'false' : 'true', { scope: { ...frame.scope }, sentence });
}

const opposite = { '>': '<=', '<': '>=', '>=': '<', '<=': '>', '==': '!=', '!=': '==' } as const;

/** `unless under 50` reads better as `at least 50`. */
function straight(
  comparison: FoundComparison,
  clause: Clause,
): { comparison: FoundComparison; clause: Clause } {
  const { op } = comparison;
  if (clause.kind !== 'unless' || op === 'contains' || op === 'exists') return { comparison, clause };
  return { comparison: { ...comparison, op: opposite[op] }, clause: { ...clause, kind: 'if' } };
}

/** What was said before it is done only then: `email me if …`. */
function wrapLast(blocks: Blocks, found: FoundComparison, clause: Clause, reading: Reading): void {
  const frame = top(blocks);
  const { comparison, clause: plain } = straight(found, clause);
  const step = conditionOf(comparison, question(plain.text, reading), reading);
  const isNegated = comparison.isNegated !== (plain.kind === 'unless');
  const inner = frame.steps.splice(frame.steps.length - (blocks.last?.count ?? 0));
  step.ways = { [isNegated ? 'false' : 'true']: inner };
  frame.steps.push(step);
  blocks.choice = { step, frame };
}

/** An `if` after what an `if` before it brought: of the same value it asks only when the first did not hold. */
function leaveForNext(blocks: Blocks, comparison: FoundComparison, sentence: number): void {
  const frame = top(blocks);
  const { owner } = frame;
  if (
    frame.steps.length === 0 ||
    owner?.type !== 'logic.condition' ||
    frame.sentence !== sentence ||
    frame.way !== 'true'
  )
    return;
  blocks.frames.pop();
  if (owner.params.left === comparison.left)
    enter(blocks, owner, 'false', { scope: { ...top(blocks).scope }, sentence });
}

const decided = /\b(?:approv\w+|accept\w*|granted|agree\w*|(?:says?|said) yes|confirm\w*|ok)\b/i;
const refused = /\b(?:declin\w+|reject\w+|not approved|denied|refus\w+|disapprov\w+|(?:says?|said) no)\b/i;

function lastApproval(blocks: Blocks): Step | undefined {
  return blocks.frames
    .map(({ steps }) => steps.at(-1))
    .findLast((step) => step?.type === 'logic.approval' || step?.type === 'logic.condition');
}

function openApproval(blocks: Blocks, clause: Clause): boolean {
  const step = lastApproval(blocks);
  const isDecision =
    step?.type === 'logic.approval' && (decided.test(clause.text) || refused.test(clause.text));
  if (!isDecision) return false;
  const frame = blocks.frames.findLast(({ steps }) => steps.at(-1) === step) ?? top(blocks);
  blocks.frames.splice(blocks.frames.indexOf(frame) + 1);
  const way = refused.test(clause.text) ? 'declined' : 'approved';
  enter(blocks, step, way, { scope: { ...frame.scope }, sentence: clause.sentence });
  blocks.choice = { step, frame };
  return true;
}

export function readIf(blocks: Blocks, clause: Clause, isPostfix: boolean, reading: Reading): boolean {
  if (openApproval(blocks, clause)) return true;
  const scope = isPostfix ? (blocks.last?.before ?? top(blocks).scope) : top(blocks).scope;
  const [first = '', ...more] = clause.text.split(
    /\s+and\s+(?=.*\b(?:is|are|over|under|above|below|contains?|equals?|has|at least|at most)\b)/i,
  );
  if (/\bor\b/i.test(first.replace(/or (?:more|less|equal)/i, '')) && !/⟨quote\d+⟩ or/.test(first))
    reading.remark(
      `Of “${asWritten(clause.text, reading.read)}” only the first part is checked: a condition compares one thing.`,
    );
  const compared = first.split(/\s+or\s+(?!more|less|equal)/i)[0] ?? first;
  // `if urgent`, of what a model said.
  const words = scope.text && /^[a-z-]+$/i.test(compared) ? `it is ${compared}` : compared;
  const comparison = readComparison(words, scope, reading.read);
  if (!comparison) return false;
  const { owner, sentence } = top(blocks);
  // `if its priority is high …, if it is low`: it is what the first asked for.
  if (/^it is \w+$/i.test(words) && owner?.params.op === '==' && sentence === clause.sentence)
    comparison.left = String(owner.params.left);
  if (isPostfix && more.length === 0) {
    wrapLast(blocks, comparison, clause, reading);
    return true;
  }
  leaveForNext(blocks, comparison, clause.sentence);
  const plain = straight(comparison, { ...clause, text: first });
  openCondition(blocks, plain.comparison, plain.clause, reading);
  for (const text of more) {
    const next = readComparison(text, top(blocks).scope, reading.read);
    if (next) openCondition(blocks, next, { ...clause, text }, reading);
  }
  return true;
}

const otherWays: Record<string, string> = { 'logic.approval': 'declined', 'logic.switch': 'default' };

export function readElse(blocks: Blocks, clause: Clause): boolean {
  const { choice } = blocks;
  if (!choice) return false;
  const { step, frame } = choice;
  const at = blocks.frames.indexOf(frame);
  if (at >= 0) blocks.frames.splice(at + 1);
  else return false;
  const way = otherWays[step.type] ?? (step.ways?.true ? 'false' : 'true');
  // What is approved after all takes the way of what needed no approval.
  const [only, ...others] = step.ways?.true ?? [];
  if (
    way === 'false' &&
    only?.type === 'logic.approval' &&
    others.length === 0 &&
    only.ways?.approved?.length === 0 &&
    !only.ways.declined
  )
    step.joins = true;
  enter(blocks, step, way, { scope: { ...frame.scope }, sentence: clause.sentence });
  return true;
}

const isSent = /\b(?:is|are|was|gets|has been) (?:sent|submitted|completed|filled (?:in|out))$/i;

/** The trigger's clause may hold a condition that everything else depends on: `a payment over $100 succeeds`. */
export function readBeginningClause(blocks: Blocks, clause: Clause, reading: Reading): void {
  const comparison = readAmountComparison(clause.text, top(blocks).scope);
  if (comparison) openCondition(blocks, comparison, { ...clause, kind: 'if' }, reading, never);
  const parts = clause.text.split(/\s+and\s+/i);
  const compared = parts.findIndex((text) => readAmountComparison(text, top(blocks).scope));
  const others = parts.slice(Math.max(compared, 0) + 1).filter((text) => !isSent.test(text));
  for (const text of others) {
    const more = readComparison(text, top(blocks).scope, reading.read);
    if (more) openCondition(blocks, more, { ...clause, kind: 'if', text }, reading, never);
  }
}
