import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type MailedWorld, openMailedWorld } from '../../infra/testing/mailed-world.ts';

jest.setTimeout(60_000);

let world: MailedWorld;
beforeEach(async () => {
  world = await openMailedWorld();
  await world.lab.stripe.customers.update(world.customerId, {
    invoice_settings: { default_payment_method: '' },
  });
  await world.news();
});
afterEach(() => world.close());

/** As `create-subscription` makes it, before its client has confirmed a card. */
const begin = () =>
  world.subscribe(world.lab.prices.core, {
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    payment_behavior: 'default_incomplete',
    metadata: { asked_for: world.lab.prices.core },
  });

async function confirm(id: string): Promise<void> {
  const { pending_setup_intent } = await world.lab.stripe.subscriptions.retrieve(id);
  await world.lab.stripe.setupIntents.confirm(String(pending_setup_intent), {
    payment_method: 'pm_card_visa',
  });
}

describe('a trial for which nobody has confirmed a card', () => {
  test('brings no credits and no mail, and ends in silence', async () => {
    await begin();
    expect(await world.mailedSince()).toEqual([]);
    await world.passDays(8);
    expect(await world.mailedSince()).toEqual([]);
    expect((await world.user()).subscription).toMatchObject({ status: 'canceled', awaitsCard: true });
    expect(await world.deltas()).toEqual([]);
  });

  test('brings both once when the card comes, however the events come', async () => {
    const { id } = await begin();
    expect(await world.mailedSince()).toEqual([]);
    const before = await world.world.mailsTo('ada@example.com');
    await confirm(id);
    const events = await world.news();
    await world.deliver([...events, ...events]);
    expect(await world.deltas()).toEqual([25]);
    expect(before).toEqual([]);
    expect(await world.subjects()).toEqual(['Your Core trial has started']);
    expect(await world.lastText()).toContain('We added 25 credits to your account.');
  });

  test('brings both also when everything comes after the card', async () => {
    const { id } = await begin();
    await confirm(id);
    const events = await world.news();
    await world.deliver(events.reverse());
    await world.deliver(events);
    expect(await world.deltas()).toEqual([25]);
    expect(await world.subjects()).toEqual(['Your Core trial has started']);
  });

  test('and that is over brings nothing when its invoice is told late', async () => {
    const { id } = await begin();
    await world.lab.stripe.subscriptions.cancel(id);
    expect(await world.mailedSince()).toEqual([]);
    expect(await world.deltas()).toEqual([]);
  });
});
