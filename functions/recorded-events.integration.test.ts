import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import Stripe from 'stripe';
import { laptopWebhookSecret } from '../infra/local/laptop-settings.ts';
import { patientOutside } from '../infra/local/patient-outside.ts';
import { type Product, startProduct } from '../infra/testing/product.ts';
import { consumersOf } from '../lib/contract/stripe-events.ts';
import { keys } from '../lib/platform/keys.ts';
import { createTable } from '../lib/platform/table.ts';

jest.setTimeout(120_000);

/** Real events of many API versions, kept outside of the project. */
const folder = resolve(
  import.meta.dirname,
  '..',
  process.env.RECORDED_STRIPE_EVENTS ?? '../shared/stripe-events',
);

interface Recorded {
  file: string;
  id: string;
  type: string;
  body: string;
}

/** Each under an id of its own: some recordings share one. */
function recordedEvents(): Recorded[] {
  const files = globSync(`${folder}/**/*.json`).sort();
  return files.map((file, i) => {
    const event = { ...JSON.parse(readFileSync(file, 'utf8')), id: `evt_recorded_${i}` };
    return { file: basename(file), id: event.id, type: String(event.type), body: JSON.stringify(event) };
  });
}

const shuffled = <T>(all: T[]) =>
  all
    .map((one, i) => [Math.sin(i * 7_919), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

async function post({ cloud }: Product, { body }: Recorded): Promise<number> {
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: laptopWebhookSecret,
  });
  const answer = await fetch(`${cloud.addresses.api}/api/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
    body,
  });
  return answer.status;
}

/** What each consumer made of each event, and whether it stands in the inbox. */
async function outcomesIn({ cloud }: Product, events: Recorded[]) {
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = cloud.settings;
  const table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);
  const reading = events.map(async ({ file, id, type }) => {
    const arrival = await table.get(keys.event(id));
    const rows = await Promise.all(
      consumersOf(type).map(async (consumer) => {
        const row = await table.get(keys.eventConsumer(id, consumer));
        return `${consumer}: ${row?.state} ${row?.code ?? ''} ${row?.words}`;
      }),
    );
    return [file, { handling: arrival?.handling, rows }] as const;
  });
  return Object.fromEntries(await Promise.all(reading));
}

async function deliver(events: Recorded[]) {
  const product = await startProduct();
  try {
    const statuses: number[] = [];
    for (const event of events) statuses.push(await post(product, event));
    await product.settled(60_000);
    return { statuses, outcomes: await outcomesIn(product, events), audit: await product.audit() };
  } finally {
    await product.close();
  }
}

const isThere = existsSync(folder);
if (!isThere) process.stderr.write(`Recorded Stripe events are skipped: there is no ${folder}\n`);

(isThere ? describe : describe.skip)('every recorded event of Stripe', () => {
  test('is taken, recorded, and ignored or parked with a reason; nobody gets a credit; twice and shuffled alike', async () => {
    const events = recordedEvents();
    expect(events.length).toBeGreaterThan(100);
    const once = await deliver(events);
    expect(new Set(once.statuses)).toEqual(new Set([200]));
    expect(once.audit).toEqual({ users: 0, entries: 0, differences: [] });
    for (const { file, type } of events) {
      const { handling, rows } = once.outcomes[file] ?? {};
      expect([file, handling]).toEqual([file, consumersOf(type).length > 0 ? 'consumed' : 'ignored']);
      for (const row of rows ?? []) expect(row).toMatch(/^[a-z-]+: (parked [a-z_]+|ignored ) .{20,}$/);
    }
    const twice = await deliver(shuffled([...events, ...events]));
    expect(new Set(twice.statuses)).toEqual(new Set([200]));
    expect(twice.audit).toEqual({ users: 0, entries: 0, differences: [] });
    expect(twice.outcomes).toEqual(once.outcomes);
  });
});
