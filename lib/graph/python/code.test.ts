import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { namedGraphs } from '../../../infra/exports/example-graphs.ts';
import { askPython, runsTests } from '../../../infra/testing/python.ts';
import { validGraphs } from '../../../infra/testing/random-graphs.ts';
import { buildProgram } from '../build-program.ts';
import { compile } from '../compile.ts';
import type { Graph } from '../graph.ts';
import type { Program } from '../program.ts';
import { sampleEvent } from '../sample-event.ts';
import { templates } from '../templates.ts';
import { pythonCode } from './code.ts';
import { pythonTest } from './project-test.ts';

const seed = 20261121;

function exported(graph: Graph) {
  const program = buildProgram(graph);
  return { code: pythonCode(program).text, test: pythonTest(program, sampleEvent(program)) };
}

const template = (id: string): Graph => {
  const found = templates.find((one) => one.id === id);
  if (!found) throw new Error(`There is no template ${id}`);
  return found;
};

describe('Python', () => {
  it('compiles and passes its own test for each node type and each template', () => {
    const outcomes = askPython(
      runsTests,
      namedGraphs.map(({ graph }) => exported(graph)),
    ) as string[];

    expect(Object.fromEntries(namedGraphs.map(({ name }, index) => [name, outcomes[index]]))).toEqual(
      Object.fromEntries(namedGraphs.map(({ name }) => [name, ''])),
    );
  });

  it('does what the graph says, whatever the graph and the words in it', () => {
    const graphs = fc.sample(validGraphs, { numRuns: 150, seed });

    const outcomes = askPython(runsTests, graphs.map(exported)) as string[];

    expect(outcomes.filter((outcome) => outcome !== '')).toEqual([]);
  }, 30_000);

  it('fails its own test when the program does anything else', () => {
    const { code, test } = exported(template('large-orders'));
    const changed = code.replace('/parcels', '/letters');

    expect(changed).not.toBe(code);
    expect(askPython(runsTests, [{ code: changed, test }])).toEqual([expect.stringContaining('/letters')]);
  });

  it('writes words only as literals that mean the same words', () => {
    const words = fc.sample(anyWords, { numRuns: 300, seed });

    const read = askPython(
      readsLiterals,
      words.map((text) => pythonCode(programWith(text), { description: text }).text),
    );

    const expected = words.map((text) => ({
      functions: ['run'],
      alone: text,
      among: [text, text],
      name: text,
    }));
    expect(JSON.stringify(read)).toBe(JSON.stringify(expected));
  });

  it('is the same text each time', () => {
    fc.assert(
      fc.property(validGraphs, (graph) => {
        expect(compile(structuredClone(graph), 'python')).toEqual(compile(graph, 'python'));
      }),
      { numRuns: 30 },
    );
  });

  it('says where each node is', () => {
    const { text, lines } = compile(template('stripe-receipt'), 'python');
    const source = text.split('\n');

    const first = Object.fromEntries(lines.map(({ nodeId, from }) => [nodeId, source[from - 1]?.trim()]));

    const labels = template('stripe-receipt').nodes.map(({ id, data }) => [id, `# ${data.label}`]);
    expect(first).toEqual(Object.fromEntries(labels));
  });

  it('leaves out what the steps are called when it is to be compact', () => {
    const { text } = compile(template('stripe-receipt'), 'python', { style: 'compact' });

    for (const { data } of template('stripe-receipt').nodes) expect(text).not.toContain(`# ${data.label}`);
  });

  it('names the packages and settings that it needs, and no others', () => {
    const { requirements, environment } = compile(template('stripe-receipt'), 'python');

    expect(requirements).toEqual(['boto3==1.44.5']);
    expect(environment.map(({ name }) => name).toSorted()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'AWS_SECRET_ACCESS_KEY',
      'EMAIL_FROM',
      'PORT',
      'STRIPE_WEBHOOK_SECRET',
    ]);
  });
});

/** Anything that a text of JavaScript can be, halves of a pair and zeros too. */
const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom('"', "'", '\\', '\n', '\r', '\0', '"""', '{', '}', '{{', '#', '\u2028', '\\N{BULLET}'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('\ud800', 'a\udc00b', "{__import__('os')}", '\\u0041', '\u202e', '\x1b[31m', ' '),
);

/** The words alone, among others, and as the name of something; and wherever comments are. */
function programWith(words: string): Program {
  const literal = { kind: 'literal', value: words } as const;
  const event = { kind: 'reference', nodeId: 'start', path: ['x'] } as const;
  return {
    trigger: { nodeId: 'start', label: words, type: 'trigger.webhook', params: { path: words } },
    body: [
      {
        kind: 'transform',
        nodeId: 'words',
        label: words,
        fields: [
          ['alone', literal],
          ['among', { kind: 'text', parts: [literal, event, literal] }],
          ['name', { kind: 'object', entries: [[words, literal]] }],
        ],
      },
    ],
  };
}

/** What the program's own part is made of, as Python's parser sees it. */
const readsLiterals = `
import ast, json, sys

def words(node):
    if isinstance(node, ast.Constant):
        return node.value
    parts = [[]]
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            parts.append([])
        else:
            parts[-1].append(part.value)
    return ["".join(part) for part in parts]

def read(source):
    module = ast.parse(source.encode("utf-8", "surrogatepass"))
    run = next(one for one in module.body if isinstance(one, ast.FunctionDef))
    (statement,) = run.body
    alone, among, name = statement.value.values
    return {
        "functions": [run.name],
        "alone": words(alone),
        "among": words(among),
        "name": words(name.keys[0]),
    }

print(json.dumps([read(source) for source in json.load(sys.stdin)]))
`;
