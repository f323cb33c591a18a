import type { Expression } from './expression.ts';
import type { Json } from './graph.ts';
import type { Program, Statement } from './program.ts';
import { type Answers, type SimulatedCall, simulate } from './simulate.ts';
import { statementsIn } from './statements.ts';
import { numberOf, partOf } from './values.ts';

/** A run of a program by which its way through the branches can be told from the others'. */
export interface Scenario {
  /** What is otherwise than as a rule; empty of the first. */
  title: string;
  event: Json;
  calls: readonly SimulatedCall[];
}

interface Change {
  title: string;
  event: Json;
  answers: Answers;
}

// More would make a project's test longer than its workflow.
const mostScenarios = 8;

/**
 * The run with the example, and for every branching one that goes another way, where another event or another answer
 * of a service can bring it about.
 */
export function scenariosOf(program: Program, event: Json): Scenario[] {
  const example = simulate(program, event);
  const changes = statementsIn(program.body).flatMap((statement) =>
    changesFor(statement, program, { event, outputs: example.outputs }),
  );
  const scenarios: Scenario[] = [];
  const known = new Set<string>();
  for (const change of [{ title: '', event, answers: {} }, ...changes]) {
    const { calls } = simulate(program, change.event, change.answers);
    const asked = JSON.stringify(calls.map(({ nodeId }) => nodeId));
    if (known.has(asked) || scenarios.length === mostScenarios) continue;
    known.add(asked);
    scenarios.push({ title: change.title, event: change.event, calls });
  }
  return scenarios;
}

interface Example {
  event: Json;
  outputs: Readonly<Record<string, Json>>;
}

function changesFor(statement: Statement, program: Program, example: Example): Change[] {
  const { nodeId, label, kind } = statement;
  if (kind === 'approval')
    return [
      { title: `${label}: declined`, event: example.event, answers: { [nodeId]: { approved: false } } },
    ];
  if (kind === 'condition')
    return valuesAround(statement.right).flatMap((value) =>
      changed(statement.left, value, `${label}: otherwise`, program, example),
    );
  if (kind === 'switch')
    return [...statement.cases.map(({ equals }) => equals), 'anything else'].flatMap((value) =>
      changed(statement.value, value, `${label}: ${value}`, program, example),
    );
  return [];
}

/** Some of them make a comparison true, and some false. */
function valuesAround(right: Expression): Json[] {
  if (right.kind !== 'literal') return [null, 'anything'];
  const number = numberOf(right.value);
  if (number !== undefined) return [number + 1, number - 1, number];
  return [right.value, null, 'anything else'];
}

/** Only what comes from outside can be changed: the event, and what services answer. */
function changed(
  expression: Expression,
  value: Json,
  title: string,
  program: Program,
  { event, outputs }: Example,
): Change[] {
  if (expression.kind !== 'reference') return [];
  const { nodeId, path } = expression;
  if (nodeId === program.trigger.nodeId) return [{ title, event: withPart(event, path, value), answers: {} }];
  const isCall = statementsIn(program.body).some((one) => one.kind === 'call' && one.nodeId === nodeId);
  const answer = outputs[nodeId];
  if (!isCall || answer === undefined) return [];
  return [{ title, event, answers: { [nodeId]: withPart(answer, path, value) } }];
}

function withPart(whole: Json, path: readonly (string | number)[], value: Json): Json {
  const [step, ...further] = path;
  if (step === undefined) return value;
  const inner = withPart(partOf(whole, [step]), further, value);
  if (typeof step === 'number')
    return Object.assign(Array.isArray(whole) ? [...whole] : [], { [step]: inner });
  const entries = typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? whole : {};
  return { ...entries, [step]: inner };
}
