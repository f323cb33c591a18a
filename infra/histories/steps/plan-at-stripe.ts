import Stripe from 'stripe';
import type { Action } from '../history.ts';
import type { Scene } from '../scene.ts';

type Happening = Extract<
  Action,
  { does: 'cancel at once' | 'decline' | 'recover' | 'pause' | 'go on' | 'delete customer' }
>;

const nth = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];

/** Whatever does not fit the state of the moment, Stripe refuses; so does a bank. */
async function unlessRefused(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (refusal) {
    const { StripeInvalidRequestError, StripeCardError } = Stripe.errors;
    if (refusal instanceof StripeInvalidRequestError || refusal instanceof StripeCardError) return;
    throw refusal;
  }
}

/** The next charges fail, of renewals or upgrades. */
const decline = ({ stripe }: Scene, id: string, times: number) =>
  stripe.decide(`subscriptions/${id}/fail-payments`, { count: times });

/** Everything open is paid, as from the hosted page. */
async function recover({ stripe }: Scene, id: string): Promise<void> {
  await stripe.decide(`subscriptions/${id}/fail-payments`, { count: 0 });
  const { data } = await stripe.client.invoices.list({ subscription: id, status: 'open', limit: 100 });
  for (const invoice of data) await unlessRefused(stripe.client.invoices.pay(invoice.id ?? ''));
}

function pause(
  { stripe: { client } }: Scene,
  id: string,
  kind: 'collection' | 'subscription',
): Promise<unknown> {
  return kind === 'collection'
    ? client.subscriptions.update(id, { pause_collection: { behavior: 'void' } })
    : client.subscriptions.pause(id, { type: 'subscription' });
}

async function goOn({ stripe: { client } }: Scene, id: string): Promise<void> {
  const { status } = await client.subscriptions.retrieve(id);
  if (status === 'paused') await unlessRefused(client.subscriptions.resume(id, {}));
  else await unlessRefused(client.subscriptions.update(id, { pause_collection: '' }));
}

async function deleteCustomer({ stripe, known }: Scene, who: number): Promise<void> {
  const userId = known.people[who % known.people.length]?.userId ?? '';
  const customer = known.customers.get(userId);
  known.customers.delete(userId);
  if (customer) await unlessRefused(stripe.client.customers.del(customer));
}

/** What happens to plans without Cue: by the shop, by banks, by Stripe's own pages. */
export async function happenToPlan(scene: Scene, action: Happening): Promise<void> {
  if (action.does === 'delete customer') return deleteCustomer(scene, action.who);
  const id = nth([...scene.known.moments.keys()], action.which);
  if (!id) return;
  switch (action.does) {
    case 'cancel at once':
      return unlessRefused(scene.stripe.client.subscriptions.cancel(id));
    case 'decline':
      await decline(scene, id, action.times);
      return;
    case 'recover':
      return recover(scene, id);
    case 'pause':
      return unlessRefused(pause(scene, id, action.kind));
    case 'go on':
      return goOn(scene, id);
  }
}
