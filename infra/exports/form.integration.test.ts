import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { startProject } from './start-project.ts';

const contact: Graph = {
  nodes: [
    node('form', 'trigger.form', {
      title: 'Ask <us>',
      fields: [
        { name: 'email', label: 'Your "e-mail"', type: 'email', required: true },
        { name: 'amount', label: 'Amount', type: 'number', required: false },
        { name: 'constructor', label: 'Message', type: 'longText', required: false },
      ],
    }),
    node('tell', 'webhook.send', {
      url: '{{env.CRM_URL}}',
      shape: 'json',
      body: { whole: '{{form}}', twice: '{{form.amount}} {{form.amount}}' },
    }),
  ],
  edges: edges('form → tell'),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let crm: RecordingServer;
let project: Awaited<ReturnType<typeof startProject>>;
beforeAll(async () => {
  [folder, crm] = await Promise.all([temporaryFolder(), startRecordingServer()]);
  const description = 'When somebody sends the form, tell the CRM';
  await writeProject(
    folder.path,
    exportProject({ name: 'Contact', description, graph: contact, language: 'typescript' }),
  );
  project = await startProject(folder.path, { CRM_URL: crm.url });
}, 30_000);
afterAll(async () => {
  await project?.close();
  await Promise.all([crm?.close(), folder?.remove()]);
});

const send = (fields: Record<string, string>) =>
  fetch(project.url, { method: 'POST', body: new URLSearchParams(fields) });

test('the page asks for each field, with words as they were written', async () => {
  const page = await (await fetch(project.url)).text();
  expect(page).toContain('<h1>Ask &lt;us&gt;</h1>');
  expect(page).toContain('Your &quot;e-mail&quot;<br><input name="email" required type="email">');
  expect(page).toContain('<textarea name="constructor" rows="6">');
});

test.each([
  [{}, 'Your "e-mail" is required.'],
  [{ email: 'ada' }, 'Your "e-mail" is no address.'],
  [{ email: 'ada@example.com', amount: 'ten' }, 'Amount is no number.'],
])('a form with %j is refused in words', async (fields, words) => {
  const response = await send(fields as Record<string, string>);
  expect([response.status, await response.text()]).toEqual([422, `${words}\n`]);
  expect(crm.received).toEqual([]);
});

test('what is sent goes on: numbers as numbers, empty as null, and nothing that was not asked for', async () => {
  expect((await send({ email: 'ada@example.com', amount: '2.5', isAdmin: 'true' })).status).toBe(200);
  expect(crm.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { whole: { email: 'ada@example.com', amount: 2.5, constructor: null }, twice: '2.5 2.5' },
  ]);
});
