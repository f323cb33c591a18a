import fc from 'fast-check';
import type { Json } from '../../lib/graph/graph.ts';
import { comparisons } from '../../lib/graph/program.ts';
import { hostileTexts, linesWith, textsWith } from './hostile-texts.ts';

type Params = fc.Arbitrary<Record<string, Json>>;

const withMaybe = (
  required: Record<string, fc.Arbitrary<Json>>,
  optional: Record<string, fc.Arbitrary<Json>>,
) => fc.record<Record<string, Json>>({ ...required, ...optional }, { requiredKeys: Object.keys(required) });

const names = hostileTexts.map((text) => (text === '__proto__' || text === '' ? 'name' : text));

/** Parameters that are valid for a type, with hostile words in every text and these references among them. */
export function paramsOf(type: string, references: readonly string[], cases: number): Params {
  const text = textsWith(references);
  const line = linesWith(references);
  const one =
    references.length > 0 ? fc.constantFrom<Json>(...references) : fc.constant<Json>('{{env.VALUE}}');
  const value: fc.Arbitrary<Json> = fc.oneof(
    text,
    one,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const deep: fc.Arbitrary<Json> = fc.oneof(
    value,
    fc.array(value, { maxLength: 3 }),
    fc.dictionary(names, value, { maxKeys: 3 }),
  );
  const pairs = fc.dictionary(names, deep, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
  const amount = fc.oneof(fc.integer({ min: 1, max: 80_000 }), one);
  const to = fc.oneof(
    fc.constantFrom<Json>('ada@example.com', "o'neil@example.com, ada@example.com", '{{env.MAIL}}'),
    one,
  );
  const url = fc.oneof(
    fc.constantFrom('https://example.com/a?b=c&d="e"#f', "http://localhost:{{env.PORT}}/'", '{{env.URL}}'),
    one.map((reference) => `https://example.com/${reference}`),
  );
  const table = fc.constantFrom<Json>('orders', 'Orders-2.x_y', '{{env.TABLE}}');
  return (
    ofType[type]?.({ text, line, one, value, deep, pairs, amount, to, url, table, cases }) ?? fc.constant({})
  );
}

interface Pieces extends Record<string, unknown> {
  text: fc.Arbitrary<string>;
  line: fc.Arbitrary<string>;
  one: fc.Arbitrary<Json>;
  value: fc.Arbitrary<Json>;
  deep: fc.Arbitrary<Json>;
  pairs: fc.Arbitrary<Record<string, Json>>;
  amount: fc.Arbitrary<Json>;
  to: fc.Arbitrary<Json>;
  url: fc.Arbitrary<string>;
  table: fc.Arbitrary<Json>;
  cases: number;
}

const choice = (...values: readonly Json[]) => fc.constantFrom<Json>(...values);

const formField = fc.record({
  label: linesWith([]).map((text) => text.slice(0, 100).toWellFormed() || 'Field'),
  type: choice('text', 'email', 'number', 'longText'),
  required: fc.boolean(),
});

const ofType: Record<string, (pieces: Pieces) => Params> = {
  'trigger.webhook': () => fc.record({ path: choice('/', '/orders', '/a-b/c.d/e_f') }),
  'trigger.schedule': () =>
    withMaybe(
      { cron: choice('0 9 * * 1-5', '*/5 * * * *', '0 0 29 2 *', '15,45 8-18/2 1 JAN-jun SUN') },
      { timezone: choice('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires') },
    ),
  'trigger.form': () =>
    fc.record({
      title: linesWith([]).map((text) => text.slice(0, 100).toWellFormed() || 'Form'),
      fields: fc
        .array(formField, { minLength: 1, maxLength: 4 })
        .map((fields) =>
          fields.map((field, index) => ({ name: ['class', 'email', 'from', 'x_1'][index] ?? 'x', ...field })),
        ),
    }),
  'trigger.stripe': () =>
    fc.record({ event: choice('payment_intent.succeeded', 'customer.subscription.deleted') }),
  'http.request': ({ url, line, deep }) =>
    fc.oneof(
      withMaybe(
        { method: choice('GET', 'HEAD'), url },
        {
          headers: fc.record({ 'x-any': line }),
          onFailure: choice('stop', 'goOn'),
        },
      ),
      withMaybe(
        { method: choice('POST', 'PUT', 'PATCH', 'DELETE'), url },
        { headers: fc.constant({ authorization: 'Bearer {{env.TOKEN}}' }), body: deep },
      ),
    ),
  'stripe.customer': ({ line, one }) =>
    fc.oneof(
      fc.record({ action: choice('find'), email: choice('ada@example.com', '{{env.MAIL}}') }),
      fc.record({ action: choice('get'), customerId: line.map(short) }),
      withMaybe({ action: choice('create'), email: one }, { name: line.map(short) }),
    ),
  'stripe.refund': ({ line, amount }) =>
    withMaybe(
      { paymentIntent: line.map(short) },
      { amountCents: amount, reason: choice('duplicate', 'fraudulent') },
    ),
  'stripe.invoice': ({ line, amount }) =>
    fc.record<Record<string, Json>>({
      customer: line.map(short),
      amountCents: amount,
      currency: choice('usd', 'eur', '{{env.CURRENCY}}'),
      description: line.map(short),
      daysUntilDue: fc.integer({ min: 1, max: 365 }),
    }),
  'email.send': ({ to, line, text }) =>
    fc.record<Record<string, Json>>({
      to,
      subject: line.map(short),
      body: text,
      provider: choice('ses', 'sendgrid'),
    }),
  'dynamodb.put': ({ table, pairs }) => fc.record<Record<string, Json>>({ table, item: pairs }),
  'dynamodb.get': ({ table, value }) =>
    fc.record<Record<string, Json>>({ table, key: fc.record<Record<string, Json>>({ id: value }) }),
  'dynamodb.query': ({ table, line, value }) =>
    fc.record<Record<string, Json>>({
      table,
      keyName: line.map((text) => short(text).replace(/[{}]/g, '') || 'id'),
      keyValue: value,
      limit: fc.integer({ min: 1, max: 1_000 }),
    }),
  'webhook.send': ({ url, text, pairs }) =>
    fc.oneof(
      withMaybe({ url, shape: choice('slack', 'discord'), message: text }, {}),
      withMaybe({ url, shape: choice('json') }, { message: text, body: pairs }),
    ),
  'ai.prompt': ({ text, line }) =>
    withMaybe(
      { prompt: text },
      {
        model: line.map((model) => model.slice(0, 100).replace(/[{}]/g, '').toWellFormed() || 'm'),
        maxTokens: fc.integer({ min: 1, max: 32_000 }),
      },
    ),
  'logic.condition': ({ value }) =>
    fc.record<Record<string, Json>>({ left: value, op: choice(...comparisons), right: value }),
  'logic.switch': ({ value, cases }) =>
    fc.record<Record<string, Json>>({
      value,
      cases: fc
        .array(linesWith([]).map(short), { minLength: cases, maxLength: cases })
        .map((texts) =>
          texts.map((text, index) => (texts.indexOf(text) === index ? text : `${text}${index}`)),
        ),
    }),
  'logic.forEach': ({ one, deep }) =>
    fc.record<Record<string, Json>>({ items: fc.oneof(one, fc.array(deep, { maxLength: 3 })) }),
  'logic.delay': ({ amount }) => fc.record<Record<string, Json>>({ seconds: amount }),
  'logic.transform': ({ pairs }) => fc.record<Record<string, Json>>({ fields: pairs }),
  'logic.approval': ({ to, text }) =>
    withMaybe({ to }, { question: text, provider: choice('ses', 'sendgrid') }),
};

/** As much as the shortest of them takes; a reference that is cut would be none. */
const short = (text: string) => (text.length <= 250 ? text : 'too long');
