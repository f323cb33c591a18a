import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import {
  startWorkflowWorld,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await startWorkflowWorld();
});
afterAll(() => world.close());

const sentence = 'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt';
const poem = 'Shall I compare thee to a summer day? Thou art more lovely and more temperate.';
const address = '/api/workflows/generate';
const site = 'http://localhost:5000';
const generate = (someone: WorkflowPerson, body: object = { description: sentence }, headers = {}) =>
  someone.send('POST', address, { body, headers });
const creditsOf = async (someone: WorkflowPerson) => (await someone.send('GET', '/api/billing/credits')).json;
const entriesOf = async (someone: WorkflowPerson) =>
  (await someone.send('GET', '/api/billing/ledger')).json.entries;
const listOf = async (someone: WorkflowPerson) => (await someone.send('GET', '/api/workflows')).json;

describe('a person with credits', () => {
  test('gets graph and code for one, kept as a draft; the ledger says for what', async () => {
    const someone = await world.personWith(5);
    const { status, json } = await generate(someone);
    expect([status, json.credits]).toEqual([200, { charged: 1, available: 4 }]);
    expect(json.nodes.map(({ type }: { type: string }) => type)).toEqual([
      'trigger.stripe',
      'dynamodb.put',
      'email.send',
    ]);
    expect(json.code).toContain('def run(');
    const kept = (await someone.send('GET', `/api/workflows/${json.workflowId}`)).json;
    expect(kept).toMatchObject({
      name: 'When a Stripe payment succeeds, save it …',
      description: sentence,
      status: 'draft',
      language: 'python',
      nodeCount: 3,
      nodeData: { nodes: json.nodes, edges: json.edges },
      generatedCode: json.code,
      version: 1,
    });
    const [entry] = await entriesOf(someone);
    expect(entry).toMatchObject({
      type: 'Spend',
      credits_delta: -1,
      balance_after: 4,
      notes: 'Generate: When a Stripe payment succeeds, save it …',
      source: { kind: 'workflow', id: json.workflowId },
    });
    expect(await world.openHolds(someone.userId)).toEqual([]);
  });

  test('gets it in the language and style that they prefer', async () => {
    const someone = await world.personWith(5);
    const preferences = { style: 'compact', emailProvider: 'sendgrid' };
    const { json } = await generate(someone, { description: sentence, language: 'typescript', preferences });
    expect(json.code).toMatch(/\bfunction run\(/);
    expect(json.nodes.at(-1).data.params.provider).toBe('sendgrid');
  });

  test('of 5, who asks for 20 at once, gets 5; the others cost nothing', async () => {
    const someone = await world.personWith(5, 'PRO');
    const answers = await Promise.all(Array.from({ length: 20 }, () => generate(someone)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status === 402);
    expect(refused).toHaveLength(15);
    expect(refused[0]?.json.code).toBe('insufficient_credits');
    expect(await creditsOf(someone)).toMatchObject({ balance: 0, available: 0, held: 0 });
    expect(await world.openHolds(someone.userId)).toEqual([]);
    expect((await listOf(someone)).total).toBe(5);
    expect(await entriesOf(someone)).toHaveLength(6);
  }, 30_000);

  test('pays nothing for what is no workflow', async () => {
    const someone = await world.personWith(5);
    expect(await generate(someone, { description: poem })).toMatchObject({
      status: 422,
      json: { code: 'not_a_workflow', detail: expect.stringMatching(/\w/) },
    });
    expect(await creditsOf(someone)).toMatchObject({ balance: 5, available: 5, held: 0 });
    expect((await listOf(someone)).total).toBe(0);
    expect(await entriesOf(someone)).toHaveLength(1);
  });

  test('on an unlimited plan pays nothing, at any balance, and the ledger shows it', async () => {
    const someone = await world.personWith(0, 'STUDIO');
    const { status, json } = await generate(someone);
    expect([status, json.credits]).toEqual([200, { charged: 0, available: 0 }]);
    expect(json.workflowId).toMatch(/^wf_/);
    expect((await entriesOf(someone))[0]).toMatchObject({ type: 'Spend', credits_delta: 0 });
  });

  test('who keeps as many workflows as they may is refused, and pays nothing', async () => {
    const someone = await world.personWith(5);
    const body = { name: 'x', description: '' };
    await Promise.all(Array.from({ length: 20 }, () => someone.send('POST', '/api/workflows', { body })));
    expect(await generate(someone)).toMatchObject({ status: 403, json: { code: 'plan_required' } });
    expect(await creditsOf(someone)).toMatchObject({ available: 5, held: 0 });
  });

  test('is seen in the usage', async () => {
    const someone = await world.personWith(5);
    await generate(someone);
    await generate(someone, { description: poem });
    const { json } = await someone.send('GET', '/api/billing/usage?group_by=action');
    expect(json.totals).toEqual({ credits: 1, requests: 2, generations: 1, exports: 0 });
    expect(json.series).toEqual([{ action: 'generateWorkflow', credits: 1, requests: 2 }]);
  });

  test('by API key is the same as by cookie, and counted once', async () => {
    const owner = await world.personWith(5, 'PRO');
    const { secret } = (await owner.send('POST', '/api/keys', { body: { name: 'K' } })).json;
    const headers = { authorization: `Bearer ${secret}` };
    const { status, json } = await world.call('POST', address, { body: { description: sentence }, headers });
    expect([status, json.credits]).toEqual([200, { charged: 1, available: 4 }]);
    expect((await owner.send('GET', '/api/billing/usage')).json.totals).toMatchObject({ requests: 1 });
    const forged = { authorization: `${headers.authorization}x` };
    expect(
      (await world.call('POST', address, { body: { description: sentence }, headers: forged })).status,
    ).toBe(401);
  });

  test('beyond what the plan allows in a minute is told when to come again', async () => {
    const someone = await world.personWith(50);
    const answers = await Promise.all(
      Array.from({ length: 21 }, () => generate(someone, { description: poem })),
    );
    const late = answers.filter(({ status }) => status === 429);
    expect([late.length, late[0]?.headers['Retry-After']]).toEqual([1, expect.stringMatching(/^\d+$/)]);
  });
});

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'one' };

  test('is told the first success again, and pays once, whatever became of the workflow', async () => {
    const someone = await world.personWith(5);
    const first = await generate(someone, undefined, key);
    expect(first.status).toBe(200);
    await someone.send('DELETE', `/api/workflows/${first.json.workflowId}`);
    const again = await generate(someone, undefined, key);
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(await creditsOf(someone)).toMatchObject({ balance: 4, held: 0 });
    expect((await listOf(someone)).total).toBe(0);
  });

  test('pays once also when all come at once: the others hear that it is running, or its answer', async () => {
    const someone = await world.personWith(5);
    const answers = await Promise.all(Array.from({ length: 8 }, () => generate(someone, undefined, key)));
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    const ids = answers.flatMap(({ status, json }) => (status === 200 ? [json.workflowId] : []));
    expect(new Set(ids).size).toBe(1);
    expect(await creditsOf(someone)).toMatchObject({ balance: 4, held: 0 });
  });

  test('of another request is refused', async () => {
    const someone = await world.personWith(5);
    await generate(someone, undefined, key);
    expect(await generate(someone, { description: sentence, language: 'typescript' }, key)).toMatchObject({
      status: 409,
      json: { code: 'idempotency_conflict' },
    });
  });

  test('of what was refused is free: after a purchase the same succeeds', async () => {
    const someone = await world.personWith(1);
    await generate(someone);
    expect((await generate(someone, undefined, key)).status).toBe(402);
    await world.give(someone.userId, 2);
    expect((await generate(someone, undefined, key)).status).toBe(200);
    expect((await generate(someone, { description: poem }, { 'idempotency-key': 'two' })).status).toBe(422);
    expect((await generate(someone, undefined, { 'idempotency-key': 'two' })).status).toBe(200);
  });

  test('is of one person only, for a day', async () => {
    const [one, two] = [await world.personWith(5), await world.personWith(5)];
    const first = await generate(one, undefined, key);
    expect((await generate(two, undefined, key)).json.workflowId).not.toBe(first.json.workflowId);
    world.advanceSeconds(86_401);
    expect((await generate(one, undefined, key)).json.workflowId).not.toBe(first.json.workflowId);
  });
});

describe('a demo', () => {
  test('is for people who never had credits: so many a day, not kept, free', async () => {
    const someone = await world.personWith(0);
    for (let i = 0; i < 10; i += 1) {
      const { status, json } = await generate(someone);
      expect([status, json.workflowId, json.credits]).toEqual([200, null, { charged: 0, available: 0 }]);
    }
    expect(await generate(someone)).toMatchObject({
      status: 402,
      json: { detail: 'Insufficient credits. You have 0, need 1' },
    });
    expect((await listOf(someone)).total).toBe(0);
    expect(await entriesOf(someone)).toEqual([]);
    world.advanceSeconds(86_400);
    expect((await generate(someone)).status).toBe(200);
  });

  test('is not for people who have spent theirs', async () => {
    const someone = await world.personWith(1);
    await generate(someone);
    expect((await generate(someone)).status).toBe(402);
  });

  test('is for visitors, by address; what brought nothing is not counted', async () => {
    const visit = (description: string) => world.visit('POST', address, { description });
    expect((await visit(poem)).status).toBe(422);
    for (let i = 0; i < 10; i += 1) {
      const { status, json } = await visit(sentence);
      expect([status, json.workflowId]).toEqual([200, null]);
    }
    world.advanceSeconds(60);
    const refused = await visit(sentence);
    expect(refused).toMatchObject({
      status: 429,
      json: {
        code: 'rate_limited',
        detail: 'The 10 free generations of today are used up. Sign in to go on, or come back tomorrow.',
      },
    });
    expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(0);
    world.advanceSeconds(86_400);
    expect((await visit(sentence)).status).toBe(200);
  });
});

test('visitors are told apart by what CloudFront saw, and never by what they write', async () => {
  // A day of which nobody has had demos yet.
  world.advanceSeconds(86_400);
  const environment = { ...world.outside.environment, ORIGIN_PROOF: 'proof' };
  const handlers = world.handlersIn({ ...world.outside, environment });
  const from = async (headers: Record<string, string>) => {
    const sent = { body: { description: sentence }, headers: { origin: site, ...headers } };
    return (await world.call('POST', address, sent, handlers)).status;
  };
  const seen = (viewer: string) => ({ 'x-origin-proof': 'proof', 'x-viewer-address': viewer });
  for (let i = 0; i < 10; i += 1) expect(await from(seen('198.51.100.10'))).toBe(200);
  world.advanceSeconds(60);
  expect(await from({ ...seen('198.51.100.10'), 'x-forwarded-for': '203.0.113.1' })).toBe(429);
  expect(await from(seen('198.51.100.11'))).toBe(200);
  // Round CloudFront all are who called API Gateway.
  for (let i = 0; i < 10; i += 1)
    expect(await from({ 'x-viewer-address': `203.0.113.${i}`, 'x-forwarded-for': `10.0.0.${i}` })).toBe(200);
  world.advanceSeconds(60);
  expect(await from({ ...seen('203.0.113.99'), 'x-origin-proof': 'guessed' })).toBe(429);
});

test.each<[string, object, number, string]>([
  ['nothing', {}, 400, 'Description is required'],
  ['an empty description', { description: '' }, 400, 'Description is required'],
  ['blanks', { description: ' \n ', preferences: { mood: 1 } }, 400, 'Description is required'],
  ['a number', { description: 7 }, 422, 'Must be text'],
  ['10,001 characters', { description: 'x'.repeat(10_001) }, 422, 'Must be at most 10,000 characters'],
  ['another language', { description: 'x', language: 'cobol' }, 422, 'Must be python or typescript'],
  [
    'a time zone that does not exist',
    { description: 'x', preferences: { timezone: 'Mars/Olympus' } },
    422,
    'Must be a time zone of the IANA database, Europe/Berlin say',
  ],
  ['an unknown preference', { description: 'x', preferences: { mood: 1 } }, 422, 'Unknown: preferences.mood'],
  [
    'a wrong preference',
    { description: 'x', preferences: { style: 'loud' } },
    422,
    'Must be compact or commented',
  ],
])('%s is refused in words, and costs nothing', async (_, body, status, detail) => {
  const someone = await world.personWith(1);
  expect(await generate(someone, body)).toMatchObject({ status, json: { detail } });
  expect(await creditsOf(someone)).toMatchObject({ available: 1, held: 0 });
});

test('a visitor of another site is refused', async () => {
  const headers = { origin: 'https://evil.test' };
  const answer = await world.call('POST', address, { body: { description: sentence }, headers });
  expect([answer.status, answer.json.code]).toEqual([403, 'cross_site_write']);
});

describe.each(['before', 'after'] as const)('a function that dies %s any call to AWS', (when) => {
  test('never takes a credit without a workflow, and what it held is back when the hold ends', async () => {
    const headers = { 'idempotency-key': 'one' };
    for (let call = 1; ; call += 1) {
      const someone = await world.personWith(2);
      const awsHttpHandler = new CrashingHandler({ call, when });
      const outside = { ...world.outside, awsHttpHandler };
      const answer = someone.send('POST', address, { body: { description: sentence }, headers, outside });
      const end = await Promise.race([answer.then(() => 'answered'), awsHttpHandler.crashed]);
      awsHttpHandler.destroy();
      world.advanceSeconds(121);
      const { available, held } = await creditsOf(someone);
      const { total } = await listOf(someone);
      expect([call, available + total, held]).toEqual([call, 2, 0]);
      // The same again brings what the first one brought, or the first one now.
      expect((await generate(someone, undefined, headers)).status).toBe(200);
      expect([await creditsOf(someone), await listOf(someone)]).toMatchObject([
        { available: 1, held: 0 },
        { total: 1 },
      ]);
      if (end === 'answered') {
        expect(call).toBeGreaterThan(6);
        return;
      }
    }
  }, 60_000);
});
