import type { Json } from '../graph.ts';
import type { Program, Statement } from '../program.ts';
import { type Answers, type SimulatedCall, sampleSetting, simulate } from '../simulate.ts';
import { statementsIn } from '../statements.ts';
import { settingsUsedBy } from '../used-pieces.ts';
import { commentText, quoted } from './literal.ts';
import { printExpression } from './print-expression.ts';
import { isLeftOut, servicesOf } from './services.ts';

/** A way through the workflow: what the services answer, and what they are then asked. */
interface Passage {
  name: string;
  calls: readonly SimulatedCall[];
}

/** A test of the exported file that needs no network and no packages: `node --test`. */
export function typescriptTest(program: Program, event: Json): string {
  const passages = passagesOf(program, event);
  return `${[
    imports,
    `const event: Json = ${printed(event)};`,
    ...settingsUsedBy(program).map((name) => `process.env.${name} = ${quoted(sampleSetting(name))};`),
    recorder(program),
    ...passages.map((passage) => printPassage(passage, program)),
  ].join('\n\n')}\n`;
}

const imports = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Json, run, type Services } from './workflow.ts';`;

/** The usual way, and those that people take who decline. */
function passagesOf(program: Program, event: Json): Passage[] {
  const approvals = statementsIn(program.body).filter(({ kind }) => kind === 'approval');
  const usual = { name: 'Each step is asked for what the workflow says', answers: {} as Answers };
  const declined = approvals.map(({ nodeId, label }) => ({
    name: `Without a yes to “${commentText(label)}” it goes the other way`,
    answers: { [nodeId]: { approved: false } },
  }));
  return [usual, ...declined].map(({ name, answers }) => ({
    name,
    calls: simulate(program, event, answers).calls,
  }));
}

function recorder(program: Program): string {
  const members = servicesOf(program).map(
    ({ service, result }) => `    ${service}: async (call) => answer('${service}', call) as ${result},`,
  );
  return `/** Services that do nothing but note what they are asked, and answer in this order. */
function recorder(answers: Json[]) {
  const calls: unknown[] = [];
  const answer = (service: string, call: object): unknown => {
    calls.push({ service, ...call });
    return answers[calls.length - 1] ?? null;
  };
  const services: Services = {
${members.join('\n')}
  };
  return { calls, services };
}`;
}

function printPassage({ name, calls }: Passage, program: Program): string {
  const expected = calls.map((call) => ({ service: call.service, ...givenArguments(call, program) }));
  return `test(${quoted(name)}, async () => {
  const { calls, services } = recorder(${printed(
    calls.map(({ answer }) => answer),
    '  ',
  )});
  await run(event, services);
  assert.deepEqual(calls, ${printed(expected, '  ')});
});`;
}

/** Without those that a call leaves out. */
function givenArguments({ nodeId, service, arguments: given }: SimulatedCall, program: Program) {
  const statement = statementsIn(program.body).find((one) => one.nodeId === nodeId && isCall(one));
  const declared = statement && isCall(statement) ? statement.arguments : [];
  const leftOut = declared.filter(([name, value]) => isLeftOut(service, name, value)).map(([name]) => name);
  return Object.fromEntries(Object.entries(given).filter(([name]) => !leftOut.includes(name)));
}

const isCall = (statement: Statement): statement is Extract<Statement, { kind: 'call' }> =>
  statement.kind === 'call';

function printed(value: Json, indent = ''): string {
  return printExpression({ kind: 'literal', value }, () => '', { indent, column: 30 });
}
