import type { Expression } from './expression.ts';
import type { Json } from './graph.ts';
import type { ServiceName } from './node-type.ts';
import { nodeTypes } from './node-types.ts';
import type { Program, Statement } from './program.ts';
import { compare, itemsOf, partOf, textOf } from './values.ts';

/** Everything of a program that reaches outside; a recorder of an exported project's test stands for them. */
type Effect = ServiceName | 'wait' | 'askApproval';

/** One call in the order in which they happen, with what it brought about. */
export interface SimulatedCall {
  nodeId: string;
  service: Effect;
  arguments: Record<string, Json>;
  answer: Json;
}

export interface Simulation {
  calls: SimulatedCall[];
  /** What each node brought about, of one in a loop the last. */
  outputs: Record<string, Json>;
}

/** What nodes are to bring about instead of their sample: a response, or `{approved: false}`. */
export type Answers = Readonly<Record<string, Json>>;

interface Run extends Simulation {
  answers: Answers;
  flags: Set<string>;
  /** Nodes in the order in which they began. */
  ran: string[];
}

/** Runs a program with the sample outputs of its nodes as the answers of all services. */
export function simulate(program: Program, event: Json, answers: Answers = {}): Simulation {
  const { calls, outputs } = trace(program, event, answers);
  return { calls, outputs };
}

/** As `simulate`, with all nodes in the order in which they ran. */
export function trace(program: Program, event: Json, answers: Answers = {}): Simulation & { ran: string[] } {
  const run: Run = { answers, flags: new Set(), calls: [], ran: [], outputs: {} };
  run.outputs[program.trigger.nodeId] = event;
  runBlock(program.body, run);
  return run;
}

/** What stands for a setting of the exported project while it is only played. */
export function sampleSetting(name: string): string {
  const words = name.toLowerCase().replaceAll('_', '-');
  if (name.endsWith('URL')) return `https://example.com/${words}`;
  return name.includes('EMAIL') ? `${words}@example.com` : `the-${words}`;
}

function runBlock(block: readonly Statement[], run: Run): void {
  // A loop's body begins each time with nothing reached yet.
  for (const statement of block) if (statement.kind === 'whenReached') run.flags.delete(statement.flag);
  for (const statement of block) runStatement(statement, run);
}

function runStatement(statement: Statement, run: Run): void {
  if (statement.kind === 'reached') run.flags.add(statement.flag);
  else if (statement.kind !== 'whenReached') runNode(statement, run);
  else if (run.flags.has(statement.flag)) runBlock(statement.body, run);
}

function runNode(statement: Exclude<Statement, { kind: 'reached' | 'whenReached' }>, run: Run): void {
  run.ran.push(statement.nodeId);
  switch (statement.kind) {
    case 'call':
      perform(statement.nodeId, statement.service, statement.arguments, run);
      break;
    case 'delay':
      perform(statement.nodeId, 'wait', [['seconds', statement.seconds]], run);
      break;
    case 'transform':
      run.outputs[statement.nodeId] = evaluate({ kind: 'object', entries: statement.fields }, run);
      break;
    case 'condition':
      runBlock(holds(statement, run) ? statement.whenTrue : statement.whenFalse, run);
      break;
    case 'switch':
      runBlock(chosen(statement, run), run);
      break;
    case 'forEach':
      runLoop(statement, run);
      break;
    case 'approval':
      runApproval(statement, run);
      break;
  }
}

function holds({ left, op, right }: Extract<Statement, { kind: 'condition' }>, run: Run): boolean {
  return compare(evaluate(left, run), op, evaluate(right, run));
}

function chosen({ value, cases, otherwise }: Extract<Statement, { kind: 'switch' }>, run: Run) {
  const wanted = textOf(evaluate(value, run));
  return cases.find(({ equals }) => equals === wanted)?.body ?? otherwise;
}

function runLoop({ nodeId, items, body }: Extract<Statement, { kind: 'forEach' }>, run: Run): void {
  const list = itemsOf(evaluate(items, run));
  for (const [index, item] of list.entries()) {
    run.outputs[nodeId] = { item, index };
    runBlock(body, run);
  }
  run.outputs[nodeId] = { count: list.length };
}

function runApproval(statement: Extract<Statement, { kind: 'approval' }>, run: Run): void {
  const { nodeId, provider, to, question, whenApproved, whenDeclined } = statement;
  const given = [['provider', provider] as const, ['to', to] as const, ['question', question] as const];
  const answer = perform(nodeId, 'askApproval', given, run);
  runBlock(partOf(answer, ['approved']) === true ? whenApproved : whenDeclined, run);
}

function perform(
  nodeId: string,
  service: Effect,
  given: readonly (readonly [name: string, value: Expression])[],
  run: Run,
): Json {
  const values = given.map(([name, value]) => [name, evaluate(value, run)] as const);
  // Ids may be names that every object has.
  const chosen = Object.hasOwn(run.answers, nodeId) ? run.answers[nodeId] : undefined;
  const answer = chosen ?? samples.get(service) ?? null;
  run.calls.push({ nodeId, service, arguments: Object.fromEntries(values), answer });
  run.outputs[nodeId] = answer;
  return answer;
}

/** The sample outputs by what does the work, which is another service for each type. */
const samples = new Map<Effect, Json>([
  ['askApproval', { approved: true }],
  ...nodeTypes.flatMap((type): [Effect, Json][] => {
    const call = type.call?.(type.params.parse(type.example));
    return call ? [[call.service, type.sampleOutput]] : [];
  }),
]);

function evaluate(expression: Expression, run: Run): Json {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference':
      return partOf(run.outputs[expression.nodeId] ?? null, expression.path);
    case 'environment':
      return sampleSetting(expression.name);
    case 'text':
      return expression.parts.map((part) => textOf(evaluate(part, run))).join('');
    case 'list':
      return expression.items.map((item) => evaluate(item, run));
    case 'object':
      return Object.fromEntries(expression.entries.map(([name, value]) => [name, evaluate(value, run)]));
  }
}
