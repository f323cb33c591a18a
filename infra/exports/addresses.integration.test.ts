import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Graph, type Language, languages } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { freePort } from '../local/ports.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { nodeFile, runCommand } from './run-command.ts';

/** One request to wherever the event says. */
const request = (method: string): Graph => ({
  nodes: [
    node('hook', 'trigger.webhook', { path: '/ask' }),
    node('ask', 'http.request', {
      method,
      url: '{{trigger.url}}',
      headers: { authorization: 'Bearer {{env.TOKEN}}', cookie: 'a={{env.TOKEN}}', accept: 'text/plain' },
      ...(method === 'DELETE' && { body: '{{trigger.missing}}' }),
    }),
  ],
  edges: edges('hook → ask'),
});

/** Tells how a site answered, whatever that is. */
const watch: Graph = {
  nodes: [
    node('hook', 'trigger.webhook', { path: '/ask' }),
    node('ask', 'http.request', { method: 'GET', url: '{{trigger.url}}', onFailure: 'goOn' }),
    node('tell', 'webhook.send', {
      url: '{{env.TELL_URL}}',
      shape: 'json',
      body: { status: '{{ask.status}}' },
    }),
  ],
  edges: edges('hook → ask', 'ask → tell'),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let first: RecordingServer;
let second: RecordingServer;
beforeAll(async () => {
  folder = await temporaryFolder();
  second = await startRecordingServer();
  const away = (path: string) =>
    ({
      '/same': '/landed',
      '/other': `${second.url}/landed`,
      '/out': 'ftp://127.0.0.1/landed',
    })[path];
  first = await startRecordingServer(({ path }) => {
    if (path === '/broken') return { status: 503 };
    const location = away(path);
    return location ? { status: 302, headers: { location } } : {};
  });
});
beforeEach(() => {
  for (const { received } of [first, second]) received.splice(0);
});
afterAll(() => Promise.all([first?.close(), second?.close(), folder?.remove()]));

const commands = {
  typescript: [nodeFile, 'workflow.ts', '--once', 'asked.json'],
  python: ['python3', 'workflow.py', '--once', 'asked.json'],
};

async function ask(language: Language, url: string, graph = request('GET')) {
  const files = exportProject({ name: 'Ask', description: '', graph, language });
  await writeProject(folder.path, [...files, { path: 'asked.json', text: JSON.stringify({ url }) }]);
  return runCommand(commands[language], folder.path, { TOKEN: 'for-the-first', TELL_URL: second.url });
}

test.each(languages)('%s follows a redirect, and takes no password to another host', async (language) => {
  expect((await ask(language, `${first.url}/same`)).status).toBe(0);
  expect(first.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/same', 'Bearer for-the-first'],
    ['/landed', 'Bearer for-the-first'],
  ]);

  expect((await ask(language, `${first.url}/other`)).status).toBe(0);
  expect(second.received.map(({ path }) => path)).toEqual(['/landed']);
  expect(JSON.stringify(second.received)).not.toContain('for-the-first');
});

test.each(
  languages.flatMap((language) =>
    ['file:///etc/hostname', 'data:text/plain,hello', 'ftp://127.0.0.1/x', 'no address'].map(
      (url) => [language, url] as const,
    ),
  ),
)('%s refuses %s, which is not on the web', async (language, url) => {
  const { status, output } = await ask(language, url);
  expect([status, output]).toEqual([1, expect.stringContaining('must begin with https:// or http://')]);
});

test.each(languages)('%s follows no redirect that leads away from the web', async (language) => {
  expect((await ask(language, `${first.url}/out`)).status).toBe(1);
  expect(first.received.map(({ path }) => path)).toContain('/out');
});

test.each(languages)('%s sends no body for one that is missing', async (language) => {
  expect((await ask(language, `${first.url}/order`, request('DELETE'))).status).toBe(0);
  expect(first.received.map(({ method, body, headers }) => [method, body, headers['content-type']])).toEqual([
    ['DELETE', '', undefined],
  ]);
});

test.each(languages)(
  '%s stops where a site fails, and goes on with its status when told to',
  async (language) => {
    expect((await ask(language, `${first.url}/broken`)).status).toBe(1);
    expect((await ask(language, `${first.url}/broken`, watch)).status).toBe(0);
    expect((await ask(language, `http://127.0.0.1:${await freePort()}`, watch)).status).toBe(0);
    expect(second.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { status: 503 },
      { status: 0 },
    ]);
  },
  20_000,
);
