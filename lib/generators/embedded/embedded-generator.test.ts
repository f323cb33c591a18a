import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkGraph } from '../../graph/check/check-graph.ts';
import { compile } from '../../graph/compile.ts';
import { type Graph, languages } from '../../graph/graph.ts';
import type { Generation, Preferences } from '../generator.ts';
import { embeddedGenerator } from './embedded-generator.ts';
import { difference } from './testing/difference.ts';
import { heldOutSentences } from './testing/held-out-sentences.ts';
import type { Sentence } from './testing/sentence.ts';
import { sentences } from './testing/sentences.ts';

const generate = (description: string, preferences: Preferences = {}): Promise<Generation> =>
  embeddedGenerator.generate({ description, language: 'python', preferences });

async function graphOf(description: string, preferences?: Preferences): Promise<Graph> {
  const generation = await generate(description, preferences);
  if (generation.outcome !== 'graph') throw new Error(generation.reason);
  return generation.graph;
}

async function remarksOf(description: string): Promise<string[]> {
  const generation = await generate(description);
  return generation.outcome === 'graph' ? generation.remarks : [];
}

async function misses(name: string, table: readonly Sentence[]): Promise<string[]> {
  const read = await Promise.all(
    table.map(async (sentence) => {
      const differs = difference(await generate(sentence.text), sentence);
      return differs === undefined ? [] : [`${sentence.text.slice(0, 120)} — ${differs}`];
    }),
  );
  const missed = read.flat();
  process.stdout.write(`${name}: ${table.length - missed.length} of ${table.length} sentences as meant\n`);
  return missed;
}

const expectCompiles = (graph: Graph) => {
  expect(checkGraph(graph).problems).toEqual([]);
  for (const language of languages) expect(compile(graph, language, {}).text).not.toBe('');
};

test('every sentence of the table becomes what it means', async () => {
  expect(await misses('Table', sentences)).toEqual([]);
});

test('of sentences that it was not made for it reads as many as the docs say', async () => {
  expect(
    heldOutSentences.length - (await misses('Held out', heldOutSentences)).length,
  ).toBeGreaterThanOrEqual(12);
});

test('a payment is saved and receipted', async () => {
  const { nodes, edges } = await graphOf(
    'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt',
  );
  expect(nodes.map(({ id, type, data }) => ({ id, type, ...data }))).toEqual([
    {
      id: 'trigger',
      type: 'trigger.stripe',
      label: 'Payment succeeds',
      params: { event: 'payment_intent.succeeded' },
      credentials: ['stripe'],
    },
    {
      id: 'save',
      type: 'dynamodb.put',
      label: 'Save the payment',
      params: {
        table: 'payments',
        item: {
          id: '{{trigger.id}}',
          amount: '{{trigger.amount_received}}',
          currency: '{{trigger.currency}}',
          customerEmail: '{{trigger.receipt_email}}',
          customer: '{{trigger.customer}}',
        },
      },
      credentials: ['aws'],
    },
    {
      id: 'receipt',
      type: 'email.send',
      label: 'Email the receipt',
      params: {
        to: '{{trigger.receipt_email}}',
        subject: 'Your receipt',
        body: 'Hello,\n\nthank you for your payment. This is your receipt.\n\nPayment: {{trigger.id}}\nAmount in the smallest unit of {{trigger.currency}}: {{trigger.amount_received}}',
        provider: 'ses',
      },
      credentials: ['aws'],
    },
  ]);
  expect(edges).toEqual([
    { id: 'trigger-save', source: 'trigger', target: 'save' },
    { id: 'save-receipt', source: 'save', target: 'receipt' },
  ]);
});

test('open issues are fetched on weekdays and their digest is posted', async () => {
  const { nodes, edges } = await graphOf(
    'Every weekday at 9 fetch open GitHub issues and post a digest to a webhook',
  );
  expect(nodes.map(({ id, data: { label, params } }) => ({ id, label, params }))).toEqual([
    { id: 'trigger', label: 'Every weekday at 9', params: { cron: '0 9 * * 1-5', timezone: 'UTC' } },
    {
      id: 'fetch',
      label: 'Fetch open GitHub issues',
      params: {
        method: 'GET',
        url: 'https://api.github.com/search/issues?q=repo:{{env.GITHUB_REPOSITORY}}+is:issue+is:open&per_page=100',
        headers: { Accept: 'application/vnd.github+json', 'User-Agent': 'workflow' },
      },
    },
    {
      id: 'digest',
      label: 'Make the digest',
      params: {
        fields: {
          title: 'Open GitHub issues',
          date: '{{trigger.date}}',
          count: '{{fetch.body.total_count}}',
          items: '{{fetch.body.items}}',
        },
      },
    },
    {
      id: 'send',
      label: 'Post the digest to the webhook',
      params: {
        url: '{{env.WEBHOOK_URL}}',
        shape: 'json',
        body: {
          title: '{{digest.title}}',
          date: '{{digest.date}}',
          count: '{{digest.count}}',
          items: '{{digest.items}}',
        },
      },
    },
  ]);
  expect(edges.map(({ id }) => id)).toEqual(['trigger-fetch', 'fetch-digest', 'digest-send']);
});

test('a large order is shipped once it is approved, and a small one at once', async () => {
  const { nodes, edges } = await graphOf('If an order is over $500, ask for approval, else ship');
  expect(nodes.map(({ id, data: { label, params } }) => ({ id, label, params }))).toEqual([
    { id: 'trigger', label: 'New order', params: { path: '/orders' } },
    {
      id: 'check',
      label: 'Order is over $500?',
      params: { left: '{{trigger.total}}', op: '>', right: '500' },
    },
    {
      id: 'approve',
      label: 'Ask for approval',
      params: {
        to: '{{env.APPROVER_EMAIL}}',
        question:
          'Do you approve this order?\n\nId: {{trigger.id}}\nTotal: {{trigger.total}}\nEmail: {{trigger.email}}',
        provider: 'ses',
      },
    },
    {
      id: 'ship',
      label: 'Ship the order',
      params: { method: 'POST', url: '{{env.SHIPPING_URL}}', body: '{{trigger}}' },
    },
  ]);
  expect(edges).toEqual([
    { id: 'trigger-check', source: 'trigger', target: 'check' },
    { id: 'check-true-approve', source: 'check', target: 'approve', sourceHandle: 'true' },
    { id: 'check-false-ship', source: 'check', target: 'ship', sourceHandle: 'false' },
    { id: 'approve-approved-ship', source: 'approve', target: 'ship', sourceHandle: 'approved' },
  ]);
});

test('every graph of the tables passes the checker and compiles in both languages', async () => {
  for (const { text } of [...sentences, ...heldOutSentences]) {
    const generation = await generate(text);
    if (generation.outcome === 'graph') expectCompiles(generation.graph);
  }
});

const words =
  'when if unless otherwise else every each for the a payment order succeeds fails is over under $500 email me save it to DynamoDB table post Slack wait 2 days ask approval then and , . : ; → "quoted" https://example.com/x ann@example.com monday at 9 depending on country DE form with name refund invoice classify AI GitHub issues digest {{trigger.id}} {{env.X}} ⟨mail0⟩ 0 9 * * * sk_live_abcdefghij'.split(
    ' ',
  );

test('any text at all becomes a graph that runs, or is refused in words', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(' ')),
  );
  await fc.assert(
    fc.asyncProperty(text, async (description) => {
      const generation = await generate(description);
      if (generation.outcome === 'graph') expectCompiles(generation.graph);
      else expect(generation.reason).toMatch(/\.$|”$/);
    }),
    { numRuns: 500 },
  );
}, 60_000);

test('more steps than a workflow can have are refused', async () => {
  expect(await generate('email me, '.repeat(300))).toEqual({
    outcome: 'notAWorkflow',
    reason: 'A workflow can have at most 200 steps; this text names more.',
  });
});

test('the longest text takes no longer than anybody waits', async () => {
  const hostile = [
    'when a ',
    '"',
    ', and if it is over $5 email me ',
    'a@',
    '((((',
    'every ',
    '0 * ',
    '⟨mail1⟩ ',
    ' to be ',
  ];
  for (const piece of hostile) {
    const startedAt = performance.now();
    await generate(piece.repeat(10_000).slice(0, 10_000));
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  }
});

test('the same sentence gives the same graph', async () => {
  const sentence = 'Every Monday at 8 fetch https://example.com/a and for each item email ann@example.com';
  expect(await generate(sentence)).toEqual(await generate(sentence));
});

test('preferences decide what the sentence leaves open', async () => {
  const sentence = 'Every day at 7 email me "Good morning"';
  const { nodes } = await graphOf(sentence, { timezone: 'Europe/Berlin', emailProvider: 'sendgrid' });
  expect(nodes.map(({ data }) => data.params)).toMatchObject([
    { cron: '0 7 * * *', timezone: 'Europe/Berlin' },
    { provider: 'sendgrid' },
  ]);
  expect(nodes[1]?.data.credentials).toEqual(['sendgrid']);
});

test('who is asked for approval is asked by the preferred provider too', async () => {
  const sentence = 'If an order is over $500, ask the manager for approval, else ship';
  const { nodes } = await graphOf(sentence, { emailProvider: 'sendgrid' });
  const approval = nodes.find(({ type }) => type === 'logic.approval');
  expect([approval?.data.params.provider, approval?.data.credentials]).toEqual(['sendgrid', ['sendgrid']]);
});

test('a wait is one step, of a week at most', async () => {
  const waitOf = async (time: string) => {
    const sentence = `When a user signs up, wait ${time} and email them a tour`;
    const waits = (await graphOf(sentence)).nodes.filter(({ type }) => type === 'logic.delay');
    const isCut = (await remarksOf(sentence)).some((remark) => remark.includes('a week at most'));
    return [waits.map(({ data }) => [data.label, data.params.seconds]), isCut];
  };
  const wait = (label: string, seconds: number) => [[label, seconds]];
  expect(await waitOf('3 days')).toEqual([wait('Wait 3 days', 259_200), false]);
  expect(await waitOf('7 days')).toEqual([wait('Wait 7 days', 604_800), false]);
  expect(await waitOf('two weeks')).toEqual([wait('Wait 7 days', 604_800), true]);
});

test('a time zone that is named in the sentence goes before the preferred one', async () => {
  const { nodes } = await graphOf('Every day at 7 Tokyo time email me "Hi"', { timezone: 'Europe/Berlin' });
  expect(nodes[0]?.data.params).toEqual({ cron: '0 7 * * *', timezone: 'Asia/Tokyo' });
});

test('what could not be placed and what was assumed is told', async () => {
  expect(await remarksOf('When a payment fails, juggle three balls, and email me')).toEqual([
    'Your own address is the setting MY_EMAIL.',
    'Stripe tells amounts in the smallest unit of their currency (5000 is $50.00); the text shows them so.',
    '“juggle three balls” could not be placed, so it was left out.',
  ]);
});

test('a secret in the text comes into no graph', async () => {
  expect(await generate('When a payment fails, email me saying "sk_live_abcdefghijk"')).toEqual({
    outcome: 'notAWorkflow',
    reason:
      'This cannot become a workflow. Holds a Stripe key; keep it in the environment and write {{env.NAME}} here.',
  });
});

test('text that describes no workflow is refused with what to say instead', async () => {
  expect(await generate('What is the capital of France?')).toEqual({
    outcome: 'notAWorkflow',
    reason:
      'No automation was found in this text. Say when it starts and what is then to be done: “When a Stripe payment succeeds, email the customer a receipt.”',
  });
});
