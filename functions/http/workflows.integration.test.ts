import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  startWorkflowWorld,
  storeOrders,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: WorkflowWorld;
let ada: WorkflowPerson;
beforeAll(async () => {
  world = await startWorkflowWorld();
  ada = await world.personWith(0, 'CORE');
});
afterAll(() => world.close());

const named = (name: string, more: object = {}) => ({ name, description: `About ${name}`, ...more });
async function create(someone: WorkflowPerson, body: object): Promise<{ id: string; version: number }> {
  const { status, json } = await someone.send('POST', '/api/workflows', { body });
  if (status !== 201) throw new Error(`Answered ${status}: ${JSON.stringify(json)}`);
  return json;
}
const namesIn = ({ json }: { json: { workflows: { name: string }[] } }) =>
  json.workflows.map(({ name }) => name);

describe('a workflow', () => {
  test('is kept as it was sent, and read back the same', async () => {
    const nodeData = {
      nodes: [{ any: 'thing' }, {}],
      edges: [],
      viewport: { zoom: 0.1 },
      text: 'Zoë \ud83d\ude00',
    };
    const body = named('Other client', { nodeData, generatedCode: 'print(1)\n', status: 'active' });
    const created = await ada.send('POST', '/api/workflows', { body });
    const expected = {
      id: expect.stringMatching(/^wf_[0-9A-Z]{26}$/),
      name: 'Other client',
      description: 'About Other client',
      status: 'active',
      language: null,
      nodeCount: 2,
      version: 1,
      createdAt: '2026-11-21T10:00:00.000Z',
      updatedAt: '2026-11-21T10:00:00.000Z',
      nodeData,
      generatedCode: 'print(1)\n',
    };
    expect([created.status, created.json, created.headers.ETag]).toEqual([201, expected, '"1"']);
    const read = await ada.send('GET', `/api/workflows/${created.json.id}`);
    expect([read.status, read.json, read.headers.ETag]).toEqual([200, expected, '"1"']);
  });

  test('needs no graph', async () => {
    const { json } = await ada.send('POST', '/api/workflows', { body: named('Empty') });
    expect(json).toMatchObject({ nodeData: null, generatedCode: null, nodeCount: 0, status: 'draft' });
  });

  test('of ours has the code of its graph, in its language, after every change of either', async () => {
    const { json } = await ada.send('POST', '/api/workflows', {
      body: named('Ours', { nodeData: storeOrders }),
    });
    expect([json.language, json.nodeCount]).toEqual(['python', 2]);
    expect(json.generatedCode).toContain('def run(');
    const address = `/api/workflows/${json.id}`;
    const typescript = await ada.send('PUT', address, { body: { language: 'typescript' } });
    expect(typescript.json).toMatchObject({ language: 'typescript', version: 2 });
    expect(typescript.json.generatedCode).toMatch(/\bfunction run\(/);
    const table = structuredClone(storeOrders);
    Object.assign(table.nodes[1]?.data.params ?? {}, { table: 'sales' });
    // A client that sends all it has read sends the code of the graph before.
    const body = { ...typescript.json, nodeData: table };
    const changed = await ada.send('PUT', address, { body });
    expect(changed.json.generatedCode).toContain('sales');
    expect(changed.json.generatedCode).not.toBe(typescript.json.generatedCode);
  });

  test('whose graph cannot run yet is kept, without the code of an earlier graph', async () => {
    const { id } = await create(ada, named('Unfinished', { nodeData: storeOrders }));
    const nodeData = { ...storeOrders, edges: [] };
    const { status, json } = await ada.send('PUT', `/api/workflows/${id}`, { body: { nodeData } });
    expect([status, json.nodeData, json.generatedCode, json.language]).toEqual([
      200,
      nodeData,
      null,
      'python',
    ]);
  });

  test('keeps code that another client brought, until that brings another', async () => {
    const { id } = await create(ada, named('Theirs', { nodeData: { nodes: [] }, generatedCode: 'a' }));
    const address = `/api/workflows/${id}`;
    const moved = await ada.send('PUT', address, { body: { nodeData: { nodes: [1] } } });
    expect(moved.json).toMatchObject({ generatedCode: 'a', nodeCount: 1 });
    expect((await ada.send('PUT', address, { body: { generatedCode: 'b' } })).json.generatedCode).toBe('b');
    expect((await ada.send('PUT', address, { body: { generatedCode: null } })).json.generatedCode).toBeNull();
  });

  test('keeps code that another client brought for a graph of ours, and sends back with all it has read', async () => {
    const brought = { nodeData: storeOrders, generatedCode: 'mine' };
    const { id } = await create(ada, named('Theirs, ours', brought));
    const address = `/api/workflows/${id}`;
    const { json } = await ada.send('GET', address);
    for (const body of [{ ...json, name: 'Renamed' }, { generatedCode: 'mine' }, { language: null }])
      expect((await ada.send('PUT', address, { body })).json).toMatchObject({
        generatedCode: 'mine',
        language: null,
      });
    const nodeData = { ...storeOrders, viewport: {} };
    expect((await ada.send('PUT', address, { body: { nodeData } })).json.generatedCode).toContain('def run(');
  });

  test('of nearly 256 KB that nothing makes smaller is kept; a larger body is refused', async () => {
    const noise = (bytes: number) =>
      world.outside.randomBytes(Math.floor((bytes * 3) / 4)).toString('base64');
    const body = (text: string) => named('Large', { nodeData: { nodes: [], text } });
    const text = noise(250_000);
    const { id } = await create(ada, body(text));
    expect((await ada.send('GET', `/api/workflows/${id}`)).json.nodeData.text).toBe(text);
    const refused = await ada.send('POST', '/api/workflows', { body: body(noise(262_144)) });
    expect([refused.status, refused.json.code]).toEqual([413, 'body_too_large']);
  });

  test('is gone once it is deleted', async () => {
    const { id } = await create(ada, named('Short-lived'));
    const deleted = await ada.send('DELETE', `/api/workflows/${id}`);
    expect([deleted.status, deleted.json]).toEqual([200, { message: 'Workflow deleted successfully' }]);
    for (const method of ['GET', 'DELETE'])
      expect(await ada.send(method, `/api/workflows/${id}`)).toMatchObject({
        status: 404,
        json: { detail: 'Workflow not found' },
      });
    const rows = await world.rowsOf(ada.userId, 'WORKFLOW');
    expect(rows.filter((row) => JSON.stringify(row).includes(id))).toEqual([]);
  });

  test.each<[string, object, number, string]>([
    ['no name', { description: 'x' }, 400, 'Missing required field: name'],
    ['no description', { name: 'x' }, 400, 'Missing required field: description'],
    ['a blank name', { name: '', description: 'x' }, 422, 'Must not be empty'],
    [
      'a name that turns round',
      { name: 'a\u202egnp', description: '' },
      422,
      'Must not contain control or invisible characters',
    ],
    [
      'a name of 121 characters',
      { name: 'x'.repeat(121), description: '' },
      422,
      'Must be at most 120 characters',
    ],
    ['a list for a graph', { name: 'x', description: '', nodeData: [] }, 422, 'Must be a JSON object'],
    [
      'another status',
      { name: 'x', description: '', status: 'on' },
      422,
      'Must be draft, active or archived',
    ],
    [
      'another language',
      { name: 'x', description: '', language: 'cobol' },
      422,
      'Must be python or typescript',
    ],
  ])('with %s is refused', async (_, body, status, detail) => {
    expect(await ada.send('POST', '/api/workflows', { body })).toMatchObject({ status, json: { detail } });
  });

  test('whose name is blank once trimmed is refused as well', async () => {
    expect((await ada.send('POST', '/api/workflows', { body: named('   ') })).status).toBe(422);
  });

  test('with a hostile name or graph is only text', async () => {
    const name = `'; DROP #<script>"\\/../${'#'.repeat(40)}`;
    const nodeData = JSON.parse('{"__proto__":{"x":1},"constructor":{"y":2},"nodes":"many"}');
    const { id } = await create(ada, { name, description: name, nodeData });
    const { json } = await ada.send('GET', `/api/workflows/${id}`);
    expect([json.name, json.nodeCount]).toEqual([name, 0]);
    expect(Object.keys(json.nodeData)).toContain('constructor');
  });

  test('of another person is not there, whatever is asked of it', async () => {
    const grace = await world.personWith(10, 'CORE');
    const { id } = await create(ada, named('Private', { nodeData: storeOrders }));
    const address = `/api/workflows/${id}`;
    const asked: [string, string, object?][] = [
      ['GET', address],
      ['PUT', address, { name: 'Mine' }],
      ['DELETE', address],
      ['POST', `${address}/export`],
    ];
    for (const [method, path, body] of asked)
      expect(await grace.send(method, path, { body })).toMatchObject({
        status: 404,
        json: { code: 'not_found', detail: 'Workflow not found' },
      });
    expect((await grace.send('GET', '/api/workflows')).json).toMatchObject({ workflows: [], total: 0 });
    expect((await ada.send('GET', address)).json.name).toBe('Private');
  });

  test('is never shown with the graph of another version', async () => {
    const { id } = await create(ada, named('Torn', { nodeData: { nodes: [1] } }));
    const key = keys.workflowBody(ada.userId, id);
    const body = await world.table.get(key);
    await world.table.put({ Item: { ...body, version: 2 } });
    const torn = await ada.send('GET', `/api/workflows/${id}`);
    expect([torn.status, torn.json.code]).toEqual([503, 'dependency_unavailable']);
    await world.table.put({ Item: { ...body } });
    expect((await ada.send('GET', `/api/workflows/${id}`)).status).toBe(200);
  });

  test('with an id that cannot be one is not found', async () => {
    for (const id of ['x', 'wf_', 'wf_01ARZ3NDEKTSV4RRFFQ69G5FAI', '%00'])
      expect((await ada.send('GET', `/api/workflows/${id}`)).json.detail).toBe('Workflow not found');
  });
});

describe('a change', () => {
  test('needs a field', async () => {
    const { id } = await create(ada, named('Same'));
    for (const body of [{}, { id: 'x', version: 9 }])
      expect(await ada.send('PUT', `/api/workflows/${id}`, { body })).toMatchObject({
        status: 400,
        json: { detail: 'No valid fields to update' },
      });
  });

  test('of what somebody changed meanwhile is refused with If-Match, and changes nothing', async () => {
    const { id } = await create(ada, named('Contended'));
    const address = `/api/workflows/${id}`;
    const put = (name: string, match: string) =>
      ada.send('PUT', address, { body: { name }, headers: { 'if-match': match } });
    expect((await put('First', '"1"')).headers.ETag).toBe('"2"');
    expect(await put('Second', '"1"')).toMatchObject({ status: 412, json: { code: 'version_conflict' } });
    expect((await ada.send('GET', address)).json.name).toBe('First');
    for (const match of ['W/"2"', '"7", "3"', '*'])
      expect([match, (await put(`By ${match}`, match)).status]).toEqual([match, 200]);
    expect((await put('x', '5')).status).toBe(400);
  });

  test('at one time with others by If-Match happens once', async () => {
    const { id } = await create(ada, named('Raced'));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ada.send('PUT', `/api/workflows/${id}`, {
          body: { name: `By ${i}` },
          headers: { 'if-match': '"1"' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412, 412, 412]);
    expect((await ada.send('GET', `/api/workflows/${id}`)).json.version).toBe(2);
  });

  test("without If-Match keeps others' fields, also when all are written at once", async () => {
    const { id } = await create(ada, named('Shared'));
    const address = `/api/workflows/${id}`;
    const bodies = [
      { name: 'New name' },
      { description: 'New words' },
      { status: 'archived' },
      { nodeData: storeOrders },
      { language: 'typescript' },
    ];
    const answers = await Promise.all(bodies.map((body) => ada.send('PUT', address, { body })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { json } = await ada.send('GET', address);
    expect(json).toMatchObject({
      name: 'New name',
      description: 'New words',
      status: 'archived',
      nodeData: storeOrders,
      language: 'typescript',
      version: 6,
    });
    expect(json.generatedCode).toMatch(/\bfunction run\(/);
    const rows = (await world.rowsOf(ada.userId, 'WORKFLOW_BY')).filter((row) => row.workflowId === id);
    expect(rows.map(({ name, version }) => [name, version])).toEqual([
      ['New name', 6],
      ['New name', 6],
    ]);
  });
});

describe('the list', () => {
  test('is empty for who has none', async () => {
    const someone = await world.personWith(0);
    expect((await someone.send('GET', '/api/workflows')).json).toEqual({
      workflows: [],
      total: 0,
      skip: 0,
      limit: 50,
      nextCursor: null,
    });
  });

  test('comes last change first, or by name whatever its capitals and accents', async () => {
    const someone = await world.personWith(0, 'CORE');
    for (const name of ['beta', 'Ärger', 'alpha', 'Zoë', 'Gamma']) {
      world.advanceSeconds(1);
      await create(someone, named(name));
    }
    world.advanceSeconds(1);
    const byName = await someone.send('GET', '/api/workflows?sort=name');
    expect(namesIn(byName)).toEqual(['alpha', 'Ärger', 'beta', 'Gamma', 'Zoë']);
    await someone.send('PUT', `/api/workflows/${byName.json.workflows[0].id}`, { body: { name: 'omega' } });
    expect(namesIn(await someone.send('GET', '/api/workflows'))).toEqual([
      'omega',
      'Gamma',
      'Zoë',
      'Ärger',
      'beta',
    ]);
    expect(namesIn(await someone.send('GET', '/api/workflows?sort=name'))).toEqual([
      'Ärger',
      'beta',
      'Gamma',
      'omega',
      'Zoë',
    ]);
    const { json } = await someone.send('GET', '/api/workflows?limit=1');
    expect(Object.keys(json.workflows[0]).sort()).toEqual([
      'createdAt',
      'description',
      'id',
      'language',
      'name',
      'nodeCount',
      'status',
      'updatedAt',
      'version',
    ]);
  });

  test.each(['updated_at', 'name'])(
    'by %s comes in pages by cursor or by skip, each workflow once',
    async (sort) => {
      const someone = await world.personWith(0, 'CORE');
      for (let i = 0; i < 7; i += 1) await create(someone, named(`Same ${i % 2}`));
      const seen: string[] = [];
      let cursor: string | null = '';
      do {
        const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { json } = await someone.send('GET', `/api/workflows?limit=3&sort=${sort}${next}`);
        expect(json.total).toBe(7);
        seen.push(...json.workflows.map(({ id }: { id: string }) => id));
        cursor = json.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(7);
      const skipped = await someone.send('GET', `/api/workflows?skip=5&limit=3&sort=${sort}`);
      expect(skipped.json).toMatchObject({ skip: 5, limit: 3, total: 7, nextCursor: null });
      expect(skipped.json.workflows.map(({ id }: { id: string }) => id)).toEqual(seen.slice(5));
    },
  );

  test.each(['updated_at', 'name'])(
    'by %s finds parts of names and descriptions in any case, and counts all',
    async (sort) => {
      const someone = await world.personWith(0, 'CORE');
      for (let i = 0; i < 5; i += 1) await create(someone, { name: `Résumé ${i}`, description: 'x' });
      await create(someone, { name: 'Other', description: 'about RESUMES' });
      await create(someone, { name: 'Unrelated', description: '' });
      const first = await someone.send('GET', `/api/workflows?q=resume&limit=4&sort=${sort}`);
      expect([first.json.total, first.json.workflows.length]).toEqual([6, 4]);
      const address = `/api/workflows?q=resume&limit=4&sort=${sort}&cursor=${first.json.nextCursor}`;
      const second = await someone.send('GET', address);
      expect([second.json.total, second.json.nextCursor]).toEqual([6, null]);
      expect(new Set([...namesIn(first), ...namesIn(second)])).toEqual(
        new Set(['Résumé 0', 'Résumé 1', 'Résumé 2', 'Résumé 3', 'Résumé 4', 'Other']),
      );
      expect((await someone.send('GET', '/api/workflows?q=%20')).json.total).toBe(7);
      expect((await someone.send('GET', '/api/workflows?q=nothing')).json).toMatchObject({
        total: 0,
        workflows: [],
      });
    },
  );

  test('goes on from no cursor of another person, another order or another search', async () => {
    const [one, two] = [await world.personWith(0, 'CORE'), await world.personWith(0, 'CORE')];
    for (let i = 0; i < 2; i += 1) await create(one, named(`W${i}`));
    const { nextCursor } = (await one.send('GET', '/api/workflows?limit=1')).json;
    const asked: [WorkflowPerson, string][] = [
      [two, `?cursor=${nextCursor}`],
      [one, `?sort=name&cursor=${nextCursor}`],
      [one, `?q=w&cursor=${nextCursor}`],
      [one, '?cursor=x'],
    ];
    for (const [someone, query] of asked)
      expect(await someone.send('GET', `/api/workflows${query}`)).toMatchObject({
        status: 400,
        json: { code: 'invalid_cursor' },
      });
  });

  test.each([
    ['skip=1001', 422],
    ['skip=1000', 200],
    ['skip=-1', 422],
    ['limit=0', 400],
    ['limit=101', 200],
    ['sort=size', 422],
    [`q=${'x'.repeat(201)}`, 422],
  ])('with %s answers %i', async (query, status) => {
    expect((await ada.send('GET', `/api/workflows?${query}`)).status).toBe(status);
  });

  test('counts right while workflows are made and deleted all at once', async () => {
    const someone = await world.personWith(0, 'CORE');
    const made = await Promise.all(Array.from({ length: 12 }, (_, i) => create(someone, named(`W${i}`))));
    await Promise.all([
      ...made
        .slice(0, 6)
        .flatMap(({ id }) => [
          someone.send('DELETE', `/api/workflows/${id}`),
          someone.send('DELETE', `/api/workflows/${id}`),
          someone.send('PUT', `/api/workflows/${id}`, { body: { name: 'Late' } }),
        ]),
      ...Array.from({ length: 4 }, (_, i) => create(someone, named(`N${i}`))),
    ]);
    const { json } = await someone.send('GET', '/api/workflows');
    expect([json.total, json.workflows.length]).toEqual([10, 10]);
    expect(await world.rowsOf(someone.userId, 'WORKFLOW_BODY#')).toHaveLength(10);
    expect(await world.rowsOf(someone.userId, 'WORKFLOW_BY_NAME#')).toHaveLength(10);
  });
});

describe('how many', () => {
  test('twenty without a plan for them, also when all come at once; deleting makes room', async () => {
    const someone = await world.personWith(0);
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) => someone.send('POST', '/api/workflows', { body: named(`W${i}`) })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({
      status: 403,
      json: {
        code: 'plan_required',
        detail:
          'More than 20 workflows need a plan for them. The plan Free does not include this. Choose Core, Pro, or Studio on the pricing page.',
      },
    });
    const [first] = answers.filter(({ status }) => status === 201);
    await someone.send('DELETE', `/api/workflows/${first?.json.id}`);
    await create(someone, named('Once more'));
    await world.subscribe(someone.userId, 'CORE');
    await create(someone, named('With a plan'));
    expect((await someone.send('GET', '/api/workflows')).json.total).toBe(21);
  });
});

describe('an API key', () => {
  test('with the scope workflows does what its owner does; without it nothing', async () => {
    const owner = await world.personWith(0, 'PRO');
    const keyWith = async (scopes: string[]) =>
      (await owner.send('POST', '/api/keys', { body: { name: 'K', scopes } })).json.secret;
    const [good, other] = [await keyWith(['workflows']), await keyWith(['billing:read'])];
    const by = (secret: string, method: string, address: string, body?: unknown) =>
      world.call(method, address, { body, headers: { authorization: `Bearer ${secret}` } });
    const { id } = (await by(good, 'POST', '/api/workflows', named('By key'))).json;
    expect((await by(good, 'GET', '/api/workflows')).json.total).toBe(1);
    expect((await by(good, 'PUT', `/api/workflows/${id}`, { name: 'Renamed' })).status).toBe(200);
    expect(await by(other, 'GET', '/api/workflows')).toMatchObject({
      status: 403,
      json: { code: 'scope_required' },
    });
    expect((await by(good, 'DELETE', `/api/workflows/${id}`)).status).toBe(200);
  });
});

test('templates are public, and may be kept by browsers', async () => {
  const { status, json, headers } = await world.visit('GET', '/api/workflows/templates');
  expect([status, headers['Cache-Control']]).toEqual([200, 'public, max-age=3600']);
  expect(json.templates.length).toBeGreaterThanOrEqual(8);
});

test('nobody who is not signed in lists, keeps or reads', async () => {
  for (const [method, address] of [
    ['GET', '/api/workflows'],
    ['POST', '/api/workflows'],
    ['GET', '/api/workflows/wf_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ] as const)
    expect((await world.visit(method, address)).status).toBe(401);
});
