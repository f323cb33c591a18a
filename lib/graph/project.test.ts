import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyGraphs } from '../../infra/testing/random-graphs.ts';
import { checkGraph } from './check/check-graph.ts';
import { type Language, languages } from './graph.ts';
import { exportProject } from './project.ts';
import { templates } from './templates.ts';

function projectOf(
  templateId: string,
  language: Language,
  name = 'My “first” workflow!',
): Map<string, string> {
  const template = templates.find(({ id }) => id === templateId);
  if (!template) throw new Error(`There is no template ${templateId}`);
  const { nodes, edges, description } = template;
  const graph = { nodes: [...nodes], edges: [...edges] };
  return new Map(exportProject({ name, description, graph, language }).map(({ path, text }) => [path, text]));
}

test.each<[Language, string[]]>([
  [
    'typescript',
    [
      'README.md',
      '.env.example',
      '.gitignore',
      'package.json',
      'tsconfig.json',
      'workflow.ts',
      'workflow.test.ts',
      'event.json',
    ],
  ],
  [
    'python',
    [
      'README.md',
      '.env.example',
      '.gitignore',
      'requirements.txt',
      'workflow.py',
      'test_workflow.py',
      'event.json',
    ],
  ],
])('a project in %s has all that it takes to run', (language, paths) => {
  expect([...projectOf('large-orders', language).keys()]).toEqual(paths);
});

const names = {
  typescript: /(?:process\.env\.|setting\(')([A-Z][A-Z0-9_]+)/g,
  python: /(?:environ(?:\.get\(|\[)|setting\()["']([A-Z][A-Z0-9_]+)/g,
};
const files = { typescript: 'workflow.ts', python: 'workflow.py' };

test.each(templates.flatMap(({ id }) => [[id, 'typescript'] as const, [id, 'python'] as const]))(
  'every setting that %s reads in %s is in its example of settings',
  (id, language) => {
    const project = projectOf(id, language);
    const read = [...(project.get(files[language]) ?? '').matchAll(names[language])].map(([, name]) => name);
    const offered = [...(project.get('.env.example') ?? '').matchAll(/^(?:# )?([A-Z0-9_]+)=/gm)];
    expect(offered.map(([, name]) => name)).toEqual(expect.arrayContaining([...new Set(read)]));
  },
);

test('settings that it can do without are comments', () => {
  const settings = projectOf('large-orders', 'typescript').get('.env.example');
  expect(settings).toContain('\nMANAGER_EMAIL=\n');
  expect(settings).toContain('\n# PUBLIC_URL=http://localhost:3000\n');
});

test('the model is a setting that is needed when a prompt names none', () => {
  expect(projectOf('github-digest', 'typescript').get('.env.example')).toContain('\nOPENAI_MODEL=\n');
});

test('packages are named with one version each', () => {
  expect(JSON.parse(projectOf('stripe-receipt', 'typescript').get('package.json') ?? '')).toMatchObject({
    name: 'my-first-workflow',
    private: true,
    dependencies: {
      '@aws-sdk/client-dynamodb': '3.1162.0',
      '@aws-sdk/client-sesv2': '3.1169.0',
      '@aws-sdk/lib-dynamodb': '3.1162.0',
    },
  });
});

test('a project without a name in Latin letters has one all the same', () => {
  const project = projectOf('stripe-receipt', 'typescript', '東京');
  expect(JSON.parse(project.get('package.json') ?? '')).toMatchObject({ name: 'workflow' });
  expect(project.get('README.md')).toMatch(/^# 東京\n/);
});

test('the README tells the steps and where ways go on', () => {
  expect(projectOf('large-orders', 'python').get('README.md')).toContain(`
- **New order** (Webhook): JSON posted to \`/orders\`
- **Over $500?** (Condition)
  - if so:
    - **Ask the manager** (Approval)
      - approved:
        - on to **Ship the order**
      - declined:
        - **Tell the customer** (E-mail)
  - if not:
    - on to **Ship the order**
- **Ship the order** (HTTP request)
`);
});

test('words of a person are no Markdown and no HTML', () => {
  const project = projectOf('large-orders', 'python', '<script>\n# [x](y) | `z`');
  expect(project.get('README.md')).toMatch(/^# \\<script\\> \\# \\\[x\\\]\(y\) \\\| \\`z\\`\n/);
});

test.each(languages)('a secret in the words of a person is not in the %s project', (language) => {
  const template = templates.find(({ id }) => id === 'uptime');
  if (!template) throw new Error('There is no such template');
  const files = exportProject({
    name: 'Post with sk_live_abcdef123456 daily',
    description:
      'Post to https://hooks.slack.com/services/T0/B0/hidden when it is down, as Bearer eyJhbGciOi.hidden',
    graph: { nodes: [...template.nodes], edges: [...template.edges] },
    language,
  });
  const all = files.map(({ text }) => text).join('\n');
  expect(all).not.toMatch(/abcdef123456|hidden/);
  expect(all).toContain('Post to https://… when it is down, as …');
});

test('the same input gives the same files', () => {
  expect(projectOf('monthly-invoices', 'python')).toEqual(projectOf('monthly-invoices', 'python'));
});

test('every graph that the rules let pass becomes a project in each language', () => {
  let passed = 0;
  fc.assert(
    fc.property(anyGraphs, (drawn) => {
      const { graph } = checkGraph(drawn);
      if (!graph) return;
      passed += 1;
      for (const language of languages)
        expect(
          exportProject({ name: 'Drawn', description: 'Drawn', graph, language }).length,
        ).toBeGreaterThan(5);
    }),
  );
  expect(passed).toBeGreaterThan(10);
});
