import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openSubscriberLab,
  type Subscriber,
  type SubscriberLab,
} from '../../infra/testing/subscriber-lab.ts';
import { createCursorSeal } from '../platform/cursor.ts';
import { changePlan } from './change-plan.ts';
import { listInvoices } from './list-invoices.ts';
import { openPortal } from './open-portal.ts';

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

const DAY = 86_400;
const cursors = createCursorSeal('a secret of at least thirty-two characters');

const list = async (who: Subscriber, limit = 50, cursor?: string) =>
  listInvoices({ ...world.deps, stripeEnabled: true, cursors }, await who.user(), {
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });

describe('invoices', () => {
  test("are Stripe's, the newest first, with the time they are for; a draft is not among them", async () => {
    const who = await world.subscriber();
    await world.passSeconds(31 * DAY, who);
    const drafts = await world.lab.stripe.invoices.list({
      subscription: who.subscriptionId,
      status: 'draft',
    });
    expect(drafts.data).toHaveLength(1);
    expect((await list(who)).invoices).toHaveLength(1);
    await world.passSeconds(3_700, who);
    const { invoices, next_cursor } = await list(who);
    expect(next_cursor).toBeNull();
    expect(invoices).toEqual([
      {
        id: expect.stringMatching(/^in_/),
        number: expect.any(String),
        status: 'paid',
        amount_due: 499,
        amount_paid: 499,
        currency: 'usd',
        created_at: '2027-02-01T10:00:00.000Z',
        period_start: '2027-02-01T10:00:00.000Z',
        period_end: '2027-03-01T10:00:00.000Z',
        hosted_invoice_url: expect.stringMatching(/^http/),
        invoice_pdf: expect.stringMatching(/^http/),
      },
      expect.objectContaining({
        period_start: '2027-01-01T10:00:00.000Z',
        period_end: '2027-02-01T10:00:00.000Z',
      }),
    ]);
  });

  test('of an upgrade are for what was left of the month', async () => {
    const who = await world.subscriber();
    const { currentPeriodEnd } = (await who.user()).subscription ?? {};
    await world.passSeconds(DAY, who);
    await changePlan(world.deps, await who.user(), { tier: 'PRO' }, undefined);
    const [upgrade] = (await list(who)).invoices;
    expect(upgrade).toMatchObject({
      period_start: world.deps.outside.clock.now().toISOString(),
      period_end: currentPeriodEnd,
    });
  });

  test('come page by page, each once, and the cursor is good for its owner only', async () => {
    const who = await world.subscriber();
    for (let month = 0; month < 4; month += 1) await world.passSeconds(31 * DAY + 3_700, who);
    const all = (await list(who)).invoices.map(({ id }) => id);
    expect(all).toHaveLength(5);
    const first = await list(who, 2);
    const second = await list(who, 2, first.next_cursor ?? '');
    const third = await list(who, 2, second.next_cursor ?? '');
    expect([first, second, third].flatMap(({ invoices }) => invoices.map(({ id }) => id))).toEqual(all);
    expect(third.next_cursor).toBeNull();
    const other = await world.subscriber();
    await expect(list(other, 2, first.next_cursor ?? '')).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  test('are none for who never paid, while Stripe is off, and after the customer was deleted there', async () => {
    const nothing = { invoices: [], next_cursor: null };
    const deps = { ...world.deps, stripeEnabled: true, cursors };
    expect(await listInvoices(deps, await world.stranger(), { limit: 50 })).toEqual(nothing);
    const who = await world.subscriber();
    expect(await listInvoices({ ...deps, stripeEnabled: false }, await who.user(), { limit: 50 })).toEqual(
      nothing,
    );
    const unknown = { ...(await who.user()), stripeCustomerId: 'cus_unknown' };
    expect(await listInvoices(deps, unknown, { limit: 50 })).toEqual(nothing);
  });
});

describe('the portal', () => {
  const portal = (portalConfiguration: string | undefined) => ({
    ...world.deps,
    frontends: ['https://cue.example', 'https://other.example'],
    portalConfiguration,
  });

  test('opens with our configuration, and leads back to the account page', async () => {
    const who = await world.subscriber();
    const { id } = await world.lab.stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    const url = await openPortal(portal(id), await who.user());
    const page = await (await fetch(url)).text();
    expect(page).toContain('https://cue.example/account');
  });

  test('is for people with a customer at Stripe, and only where it is set up', async () => {
    const none = { code: 'not_found', message: 'No subscription found' };
    await expect(openPortal(portal('bpc_1'), await world.stranger())).rejects.toMatchObject(none);
    const who = await world.subscriber();
    await expect(openPortal(portal(undefined), await who.user())).rejects.toMatchObject({
      code: 'payments_not_set_up',
    });
    const gone = { ...(await who.user()), stripeCustomerId: 'cus_unknown' };
    await expect(openPortal(portal('bpc_1'), gone)).rejects.toMatchObject(none);
  });
});
