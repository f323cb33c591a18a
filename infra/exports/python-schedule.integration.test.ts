import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { runCommand } from './run-command.ts';

/** Every weekday at nine, post each open issue to a webhook, and then how many there were. */
const digest: Graph = {
  nodes: [
    node('mornings', 'trigger.schedule', { cron: '0 9 * * 1-5', timezone: 'Europe/Berlin' }),
    node('issues', 'http.request', { method: 'GET', url: '{{env.ISSUES_URL}}/issues?state=open' }),
    node('each', 'logic.forEach', { items: '{{issues.body}}' }),
    node('postOne', 'webhook.send', {
      url: '{{env.CHAT_URL}}/one',
      shape: 'discord',
      message: '{{each.index}}: {{each.item.title}} by {{each.item.user.login}}',
    }),
    node('postAll', 'webhook.send', {
      url: '{{env.CHAT_URL}}/all',
      shape: 'json',
      body: { count: '{{each.count}}', first: '{{issues.body[0].title}}', status: '{{issues.status}}' },
    }),
  ],
  edges: edges('mornings → issues', 'issues → each', 'each item → postOne', 'each done → postAll'),
};

const issues = [
  { title: 'It’s "broken" \\ {0}', user: { login: 'ada' } },
  { title: 'Größe 東京', user: null },
];
let failures = 1;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let github: RecordingServer;
let chat: RecordingServer;

beforeAll(async () => {
  [folder, github, chat] = await Promise.all([
    temporaryFolder(),
    startRecordingServer(() => {
      failures -= 1;
      return failures >= 0 ? { status: 503 } : { body: issues };
    }),
    startRecordingServer(),
  ]);
  const description = 'Every weekday at 9 post open issues to a webhook';
  const input = { name: 'Digest', description, graph: digest, language: 'python' } as const;
  await writeProject(folder.path, exportProject(input));
});
afterAll(() => Promise.all([github?.close(), chat?.close(), folder?.remove()]));

test('run once, it posts what the service has, and tries again where that failed', async () => {
  const settings = { ISSUES_URL: github.url, CHAT_URL: chat.url };
  const { status, output } = await runCommand(['python3', 'workflow.py', '--once'], folder.path, settings);
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(github.received.map(({ path }) => path)).toEqual(['/issues?state=open', '/issues?state=open']);
  expect(chat.received.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
    ['/one', { content: '0: It’s "broken" \\ {0} by ada' }],
    ['/one', { content: '1: Größe 東京 by ' }],
    ['/all', { count: 2, first: 'It’s "broken" \\ {0}', status: 200 }],
  ]);
}, 20_000);

test('without its settings it says which one is missing, and does nothing', async () => {
  const { status, output } = await runCommand(['python3', 'workflow.py', '--once'], folder.path);
  expect(status).not.toBe(0);
  expect(output).toContain('ISSUES_URL');
});

test('its own test passes as the README says', async () => {
  const { status, output } = await runCommand(['python3', '-m', 'unittest'], folder.path);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('OK') });
}, 20_000);
