import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createHandler } from '../../../functions/schedules/reconcile-stripe.ts';
import { consumersOf, stripeEventTypes } from '../../../lib/contract/stripe-events.ts';
import { lambdaOutside, type Outside } from '../../../lib/platform/outside.ts';
import { type Product, startProduct } from '../../testing/product.ts';
import { perPurchase, reconciling } from './usage.ts';

/** An AWS call: who made it, what it was, and how many items it named. */
interface AwsCall {
  caller: string;
  action: string;
  items: number;
}

const calls: AwsCall[] = [];
let largestItemBytes = 0;

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

/**
 * A request to DynamoDB names the items of a transaction or a batch; every other call is about one. An item that the
 * staff index lists is written there too.
 */
function itemsIn(action: string, body: string): number {
  if (action === 'PutItem' && body.includes('"staffPk"')) return 2;
  if (action === 'TransactWriteItems') return JSON.parse(body).TransactItems.length;
  if (action !== 'BatchGetItem') return 1;
  const [table]: { Keys: unknown[] }[] = Object.values(JSON.parse(body).RequestItems);
  return table?.Keys.length ?? 0;
}

function note(caller: string, { method, path, headers, body }: Sent): void {
  const text = ArrayBuffer.isView(body) ? new TextDecoder().decode(body) : String(body ?? '');
  const action = headers['x-amz-target']?.split('.')[1] ?? `${method} ${path}`;
  const items = itemsIn(action, text);
  calls.push({ caller, action, items });
  if (/^(Put|Update|TransactWrite)Item/.test(action))
    largestItemBytes = Math.max(largestItemBytes, text.length / items);
}

/** The outside of a function, which notes its calls. */
function noting(name: string, environment: Outside['environment']): Outside {
  class Counting extends NodeHttpHandler {
    override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
      note(name, request);
      return super.handle(request, options);
    }
  }
  return { ...lambdaOutside, environment, awsHttpHandler: new Counting() };
}

let product: Product;
beforeAll(async () => {
  product = await startProduct({ outsideFor: noting });
  // On AWS the endpoint asks for these types only; the laptop's asks for all.
  const { data } = await product.stripe.webhookEndpoints.list();
  await product.stripe.webhookEndpoints.update(data[0]?.id ?? '', { enabled_events: stripeEventTypes });
});
afterAll(() => product.close());

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const unitsOf = (units: Record<string, number>) =>
  sum(calls.map(({ action, items }) => (units[action] ?? 0) * items));
const times = (action: string) => calls.filter((call) => call.action === action).length;

// Strongly consistent, of items or pages up to 4 KB.
const readUnits = { GetItem: 1, BatchGetItem: 1, Query: 1 };
// Of items up to 1 KB; in a transaction twice as much.
const writeUnits = { PutItem: 1, UpdateItem: 1, DeleteItem: 1, TransactWriteItems: 2 };

/** What somebody's browser asks between the sign-in and the page that shows the new balance. */
const pages = ['/api/auth/user', '/api/payments/plans', '/api/billing/credits'];
const afterwards = [
  '/api/auth/user',
  '/api/billing/payments',
  '/api/billing/payments',
  '/api/billing/credits',
];

test('docs/costs.md counts what a purchase causes as the product does it', async () => {
  const buyer = await product.signedIn('ada@example.com');
  const signIn = ['/auth/google', '/auth/callback'];
  for (const path of pages) await buyer.call('GET', path);
  await product.buy(buyer, 25);
  const checkout = ['/api/payments/create-one-time-payment'];
  for (const path of afterwards) await buyer.call('GET', path);
  await product.settled();

  const asked = [...signIn, ...pages, ...checkout, ...afterwards].length + times('PutEvents');
  // The inbox takes every event, the other consumers their types.
  const messages = (1 + consumersOf('checkout.session.completed').length) * times('PutEvents');
  // A receipt that came before its grant waits: how often it does is chance, so it is counted once.
  const waits = times('ChangeMessageVisibility');
  const readsPerWait = 2;
  expect({
    apiRequests: asked,
    functionRuns: asked + messages + 1,
    writeUnits: unitsOf(writeUnits),
    readUnits: unitsOf(readUnits) + (1 - waits) * readsPerWait,
    events: times('PutEvents'),
    queueRequests: messages * 3 + 2,
    mails: times('POST /v2/email/outbound-emails'),
  }).toEqual(perPurchase);
  expect(largestItemBytes).toBeLessThan(1_024);
});

test('docs/costs.md counts what looking for the events of a purchase and comparing it read', async () => {
  calls.length = 0;
  const twoHoursOn = () => new Date(Date.now() + 2 * 3_600_000);
  const environment = product.cloud.settings;
  const reconcile = createHandler({ ...noting('reconcile-stripe', environment), clock: { now: twoHoursOn } });
  // The first look goes as far back as the longest that follows each day.
  expect(await reconcile({})).toMatchObject({ seen: 1, forwarded: 0, compared: 1, differences: [] });
  const looks = calls.filter(({ action }) => action === 'BatchGetItem');
  expect({
    readsPerLook: looks[0]?.items,
    // All but the look itself and how far the last run had come.
    readsPerComparison: unitsOf(readUnits) - (looks[0]?.items ?? 0) - 1,
    writesPerLongLook: times('PutItem'),
  }).toEqual({
    readsPerLook: reconciling.readsPerLook,
    readsPerComparison: reconciling.readsPerComparison,
    writesPerLongLook: reconciling.writesPerLongLook,
  });
});
